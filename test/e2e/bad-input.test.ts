import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { functions } from "./bad-input/functions.ts";
import { inits } from "./bad-input/inits.ts";
import { models } from "./bad-input/models.ts";
import { projects } from "./bad-input/projects.ts";
import type { Row } from "./bad-input/row.ts";
import { stages } from "./bad-input/stages.ts";
import { filesBelow } from "./support/files-below.ts";
import { hostedPlinth } from "./support/hosted-plinth.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const folder = temporaryFolder();
const project = join(folder, "acme");
const plinth = hostedPlinth();

beforeAll(async () => {
  const setUp = async (words: string, where: string) =>
    expect(await plinth(words.split(" "), where)).toMatchObject({ code: 0 });
  await setUp("init acme --yes --no-install --no-git", folder);
  await setUp("add-model Customer name:text", project);
  await setUp("add-model Invoice number:text:unique customer:belongsTo:Customer", project);
  await setUp("add-function greet --trigger query --input name:text --returns text:text", project);
  writeFileSync(
    join(project, "models/address.ts"),
    'import { object, text } from "plinth";\n\nexport const Address = object({ street: text() });\n',
  );
  await setUp("generate", project);
});

/** Puts a row's files into the project. */
function put(files: NonNullable<Row["files"]>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(project, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
  }
}

/** What is there of a row's files before it. */
function kept(files: NonNullable<Row["files"]>): Record<string, string | null> {
  return Object.fromEntries(
    Object.keys(files).map((path) => {
      const file = join(project, path);
      return [path, existsSync(file) ? readFileSync(file, "utf8") : null];
    }),
  );
}

function named({ words, files = {} }: Row): string {
  const line = (typeof words === "string" ? words : words.join(" ")).slice(0, 100);
  return [JSON.stringify(line), ...Object.keys(files)].join(" with another ");
}

describe.each([
  ["init", inits],
  ["add-model", models],
  ["add-function", functions],
  ["a project", projects],
  ["a stage", stages],
] as const)("%s", (_command, table) => {
  test.each(table.map((row) => [named(row), row] as const))("%s", async (_name, row) => {
    const { words, place, remedy, files = {} } = row;
    const before = kept(files);
    put(files);
    try {
      const tree = filesBelow(folder);
      const where = join(project, row.folder ?? ".");
      const ran = await plinth(typeof words === "string" ? words.split(" ") : words, where);
      expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: "" });
      expect(ran.stderr).toContain(place);
      expect(ran.stderr).toContain(remedy);
      expect(ran.stderr).toMatch(/^Fix: ./m);
      expect(ran.stderr).not.toMatch(/\n\s+at /);
      expect(ran.stderr.length).toBeLessThan(3_000);
      expect(filesBelow(folder)).toEqual(tree);
    } finally {
      put(
        Object.fromEntries(
          Object.entries(before).filter(([path, text]) => text !== null || existsSync(join(project, path))),
        ),
      );
    }
  });
});

test("the tables are long", () => {
  expect(
    inits.length + models.length + functions.length + projects.length + stages.length,
  ).toBeGreaterThanOrEqual(120);
});
