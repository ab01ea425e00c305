import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { templatePaths, templateText } from "../../../../src/files/template-text.ts";
import { runSeedFile } from "../../../../src/operations/seed/run-seed-file.ts";
import type { WantedUser } from "../../../../src/operations/seed/seed-people.ts";

const signal = new AbortController().signal;

/** A project that has nothing but the runtime and a seed. */
function projectWith(seed: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "plinth-seed-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const path of templatePaths("infra/runtime")) {
    write(`infra/runtime/${path}`, templateText(`infra/runtime/${path}`));
  }
  symlinkSync(
    join(import.meta.dirname, "../../../../node_modules"),
    join(folder, "node_modules"),
    "junction",
  );
  write("package.json", '{ "type": "module" }');
  write("infra/types.gen.ts", "export const models = {};\n");
  write("seed.ts", `import { seed } from "./infra/runtime/seed/seed.ts";\n${seed}\n`);
  return folder;
}

function run(project: string) {
  const asked: unknown[] = [];
  const said: string[] = [];
  const user = async ({ email }: WantedUser) => {
    if (email.startsWith("bad")) throw new Error("No such address.");
    return { id: `id of ${email}`, email };
  };
  const result = runSeedFile(
    {
      project,
      graphqlUrl: "http://127.0.0.1:1/graphql",
      region: "eu-west-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b", sessionToken: null },
      onLog: (message) => said.push(message),
      people: {
        tenant(id, name, admin) {
          asked.push([id, name, admin.email]);
          return user(admin);
        },
        member(tenantId, wanted) {
          asked.push([tenantId, wanted.email]);
          return user(wanted);
        },
      },
    },
    signal,
  );
  return { result, asked, said };
}

test("a seed makes tenants and users through whoever may, and says what it likes", async () => {
  const { result, asked, said } = run(
    projectWith(`export default seed(async ({ tenant, log }) => {
  const acme = await tenant("acme", { admin: { email: "jane@acme.example" } });
  const joe = await acme.member({ email: "joe@acme.example" });
  log(acme.id + ", " + acme.admin.id + ", " + joe.id);
  console.log("printed");
});`),
  );
  expect(await result).toEqual({ created: 0, updated: 0, unchanged: 0 });
  expect(asked).toEqual([
    ["acme", null, "jane@acme.example"],
    ["acme", "joe@acme.example"],
  ]);
  expect(said).toContain("acme, id of jane@acme.example, id of joe@acme.example");
}, 30_000);

test.each([
  ["throws", 'export default seed(async () => {\n  throw new Error("On purpose");\n});', 3, "On purpose"],
  [
    "is refused a user",
    'export default seed(async ({ tenant }) => {\n  await tenant("a", { admin: { email: "bad" } });\n});',
    3,
    "No such address.",
  ],
])(
  "one that %s is told with its line",
  async (_what, text, line, message) => {
    await expect(run(projectWith(text)).result).rejects.toMatchObject({
      code: "SEED_FAILED",
      problems: [{ file: "seed.ts", line, message }],
    });
  },
  30_000,
);

test.each([
  ["has no default export", "export const other = seed;", "has no default export"],
  ["ends the process", "export default seed(async () => process.exit());", "ended before it was done"],
])(
  "one that %s is told",
  async (_what, text, message) => {
    await expect(run(projectWith(text)).result).rejects.toMatchObject({
      code: "SEED_FAILED",
      message: expect.stringContaining(message),
    });
  },
  30_000,
);

test("a project that was generated before there were seeds is told what to do", async () => {
  const project = projectWith("");
  rmSync(join(project, "infra/runtime/seed"), { recursive: true });
  await expect(run(project).result).rejects.toMatchObject({ code: "OUT_OF_DATE" });
});
