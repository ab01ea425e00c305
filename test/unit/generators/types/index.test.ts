import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Backend, Field } from "../../../../src/definition/ir.ts";
import { types } from "../../../../src/generators/types/index.ts";
import { templateFiles } from "../../../../src/generators/types/template-files.ts";
import { everything, everythingLock } from "../../../support/backends/everything.ts";
import { lockFor } from "../../../support/backends/lock-for.ts";
import { enumOf, field, model } from "../../../support/backends/parts.ts";
import { syntheticBackend } from "../../../support/backends/synthetic.ts";
import { createProject } from "./project.ts";

const root = join(import.meta.dirname, "../../../..");
const golden = join(root, "test/golden/everything");

const texts = (backend: Backend) =>
  types(backend, lockFor(backend)).flatMap(({ path, content }) =>
    content.kind === "text" ? [{ path, text: content.text }] : [],
  );

describe("the files of a backend that uses everything", () => {
  test.each(texts(everything))("$path is as in the golden file", async ({ path, text }) => {
    await expect(text).toMatchFileSnapshot(join(golden, path));
  });

  test("there is no golden file of a function that is gone", () => {
    const files = readdirSync(join(golden, "infra/functions"));
    expect(files).toEqual(everything.functions.map(({ name }) => `${name}.gen.ts`));
  });

  test("are the same bytes each time", () => {
    expect(texts(structuredClone(everything))).toEqual(texts(everything));
  });

  test("compile under the strictest settings, with the triggers and a handler for each function", async () => {
    using project = createProject(everything, everythingLock, join(golden, "functions"));
    expect(await project.check()).toEqual([]);
  }, 60_000);

  test("make a Lambda of each function, and of each trigger", async () => {
    using project = createProject(everything, everythingLock, join(golden, "functions"));
    const { metafile, errors } = await build({
      absWorkingDir: project.folder,
      entryPoints: [
        ...["pre-token", "changes", "files"].map((name) => `infra/runtime/triggers/${name}.ts`),
        ...everything.functions.map(({ name }) => `infra/functions/${name}.gen.ts`),
      ],
      bundle: true,
      minify: true,
      write: false,
      outdir: "out",
      format: "esm",
      platform: "node",
      target: "node24",
      metafile: true,
      logLevel: "silent",
    });
    expect(errors).toEqual([]);
    const outputs = Object.entries(metafile.outputs);
    expect(outputs).toHaveLength(everything.functions.length + 3);
    for (const [path, { exports, bytes }] of outputs) {
      expect(exports, path).toEqual(["handler"]);
      // A function without secrets carries no AWS client: that is what its cold start is made of.
      const isPlain = path.includes("functions/") && !/send-invoice|payment-webhook/.test(path);
      if (isPlain) expect(bytes, path).toBeLessThan(40_000);
    }
  }, 60_000);
});

describe("types that hold a user back", () => {
  const wrong: Readonly<Record<string, string>> = {
    "a required field is missing": `await db.Label.create({ name: "x" });`,
    "no such model": "await db.Invoices.list();",
    "no such index": `await db.Invoice.list({ byDue: { dueOn: {} } });`,
    "an index without its hash": "await db.Invoice.list({ byStatus: { dueOn: { lt: '2026-01-01' } } });",
    "no value of the enum": `await db.Invoice.list({ byStatus: { status: "lost" } });`,
    "no unique constraint of that name": `await db.Invoice.get({ byNumber: "1" });`,
    "restore where nothing is kept": `await db.Category.restore({ id: "x" });`,
    "null for a required field": `await db.Label.update({ id: "x", name: null });`,
    "undefined where a field may only be left out": `await db.Label.update({ id: "x", name: undefined });`,
    "a condition of another kind": `await db.Invoice.list({ filter: { total: { contains: "1" } } });`,
    "a secret that is not declared": "console.log(secrets.OTHER);",
    "a variable that is not declared": "console.log(env.OTHER);",
    "an optional field that may be null": `console.log((await db.Customer.get({ id: "x" }))!.email.length);`,
    "a record is read-only": `const c = await db.Label.get({ id: "x" }); if (c) c.name = "y";`,
    "another result": "return 5;",
  };

  test("are all errors", async () => {
    using project = createProject(everything, everythingLock, join(golden, "functions"));
    Object.values(wrong).forEach((code, number) => {
      project.write(
        `functions/wrong-${number}/handler.ts`,
        `import type { Handler } from "../../infra/functions/send-invoice.gen.ts";
export const handler: Handler = async (_input, { db, secrets, env }) => {
  void db; void secrets; void env;
  ${code}
  return null;
};
`,
      );
    });
    const messages = await project.check();
    const missed = Object.keys(wrong).filter(
      (_, number) => !messages.some((message) => message.startsWith(`functions/wrong-${number}/`)),
    );
    expect(missed).toEqual([]);
  }, 60_000);
});

describe("whatever a user writes", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(
      "*/ export const x = 1; /*",
      '"; export const x = 1; //',
      "$" + "{process.exit()}",
      "`$" + "{1}`",
      "\u2028export const x = 1;",
      "// @ts" + "-expect-error",
      "@ts" + "-nocheck",
      "*\u0000/ x",
      "</script>\\",
      "\\u002a/",
    ),
  );

  test("in descriptions, enums, defaults, patterns and variables stays text", async () => {
    const backends = fc.sample(fc.record({ say: nasty, value: nasty, other: nasty, pattern: nasty }), {
      numRuns: 60,
      seed: 7,
    });
    const inputs = backends.map(
      ({ say, value, other, pattern }, number): Field =>
        field(`field${number}`, "text", {
          description: say,
          default: { kind: "value", value },
          rules: { pattern },
          required: other.length % 2 === 0,
        }),
    );
    const backend: Backend = {
      ...everything,
      enums: [
        {
          name: "Nasty",
          values: [...new Set(backends.map(({ value }) => value))],
          description: backends.map(({ say }) => say).join("\n"),
          source: { file: "models/nasty.ts" },
        },
      ],
      objects: [],
      models: [
        model("Nasty2", {
          fields: [...inputs, field("kind", enumOf("Nasty"), { description: "*/ //" })],
          description: backends.map(({ other }) => other).join(" "),
        }),
      ],
      functions: [
        {
          ...everything.functions[0]!,
          name: "nasty",
          description: backends.map(({ say }) => say).join("\r\n"),
          environment: Object.fromEntries(backends.map(({ value, other }) => [value, other])),
          secrets: backends.map(({ other }) => other),
          trigger: {
            kind: "query",
            field: "nasty",
            input: inputs,
            output: { kind: "fields", fields: inputs },
          },
        },
      ],
    };
    using project = createProject(backend, lockFor(backend), null);
    project.write(
      "functions/nasty/handler.ts",
      `import type { Handler, Output } from "../../infra/functions/nasty.gen.ts";
export const handler: Handler = async (input): Promise<Output> => input;
`,
    );
    expect(await project.check()).toEqual([]);
    const exported = texts(backend).flatMap(
      ({ text }) => text.match(/^export (const|type|interface) \w+/gm) ?? [],
    );
    const names = exported.map((line) => line.split(" ")[2]);
    expect(names).toEqual([
      ...["Nasty", "Nasty2", "Nasty2Create", "Nasty2Update", "Nasty2Filter", "Models", "models"],
      ...["Input", "Output", "Context", "Handler", "handler"],
    ]);
  }, 60_000);
});

test("200 models compile, in a file that an editor can open", async () => {
  const backend = syntheticBackend(200);
  using project = createProject(backend, lockFor(backend), null);
  expect(await project.check()).toEqual([]);
  expect(readFileSync(join(project.folder, "infra/types.gen.ts"), "utf8").length).toBeLessThan(1_500_000);
}, 60_000);

test("the templates are those in the folders", () => {
  const found = ["lambda", "seed", "triggers"].flatMap((folder) =>
    readdirSync(join(root, "src/templates/infra/runtime", folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "src/templates/").length)),
  );
  expect([...templateFiles].sort()).toEqual(found.sort());
});
