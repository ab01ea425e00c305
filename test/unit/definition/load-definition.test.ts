import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Backend } from "../../../src/definition/ir.ts";
import { loadDefinition } from "../../../src/definition/load-definition.ts";
import { UserError } from "../../../src/errors/user-error.ts";

let project = "";

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "plinth-load-"));
  write(
    "plinth.config.ts",
    'import { defineConfig } from "plinth";\nexport default defineConfig({ name: "acme", region: "eu-west-1" });\n',
  );
  write(
    "models/invoice.ts",
    'import { model, text } from "plinth";\nexport const Invoice = model({ number: text() });\n',
  );
});

afterEach(() => rmSync(project, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

const fieldsOf = ({ models }: Backend): readonly string[] =>
  models.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`));

describe("loading a project", () => {
  test("works with nothing installed, and gives plain, frozen data", async () => {
    const backend = await loadDefinition(project);
    expect(fieldsOf(backend)).toEqual(["Invoice.number"]);
    expect(JSON.parse(JSON.stringify(backend))).toEqual(backend);
    expect(Object.isFrozen(backend.models[0]?.fields[0]?.rules)).toBe(true);
  });

  test("reads each time anew, also what files import", async () => {
    write("shared/kinds.ts", 'import { oneOf } from "plinth";\nexport const kinds = oneOf("a");\n');
    write(
      "models/invoice.ts",
      'import { model } from "plinth";\nimport { kinds } from "../shared/kinds.ts";\nexport const Invoice = model({ kind: kinds });\n',
    );
    expect((await loadDefinition(project)).enums[0]?.values).toEqual(["a"]);
    write("shared/kinds.ts", 'import { oneOf } from "plinth";\nexport const kinds = oneOf("a", "b");\n');
    expect((await loadDefinition(project)).enums[0]?.values).toEqual(["a", "b"]);
  });

  test("reads an overlay in place of what is on disk, and writes nothing", async () => {
    const before = readdirSync(project, { recursive: true });
    const backend = await loadDefinition(project, {
      overlay: [
        { path: "models/invoice.ts", after: null },
        {
          path: "models/bill.ts",
          after:
            'import { model } from "plinth";\nimport { Kind } from "./more/kind.ts";\nexport const Bill = model({ kind: Kind });\n',
        },
        {
          path: "models/more/kind.ts",
          after: 'import { oneOf } from "plinth";\nexport const Kind = oneOf("a");\n',
        },
      ],
    });
    expect(fieldsOf(backend)).toEqual(["Bill.kind"]);
    expect(readdirSync(project, { recursive: true })).toEqual(before);
    expect(fieldsOf(await loadDefinition(project))).toEqual(["Invoice.number"]);
  });

  test("an import of what the overlay removes fails as it would on disk", async () => {
    write(
      "models/bill.ts",
      'import { model } from "plinth";\nimport "./invoice.ts";\nexport const Bill = model({ a: model });\n',
    );
    const error = await loadDefinition(project, {
      overlay: [{ path: "models/invoice.ts", after: null }],
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).problems).toMatchObject([{ file: "models/bill.ts", line: 2 }]);
  });

  test("two loads at once do not mix", async () => {
    const with1 = (name: string) =>
      loadDefinition(project, {
        overlay: [
          {
            path: "models/x.ts",
            after: `import { model, text } from "plinth";\nexport const ${name} = model({ a: text() });\n`,
          },
        ],
      });
    const [a, b] = await Promise.all([with1("Aaa"), with1("Bbb")]);
    expect(fieldsOf(a)).toEqual(["Aaa.a", "Invoice.number"]);
    expect(fieldsOf(b)).toEqual(["Bbb.a", "Invoice.number"]);
  });

  test("reads subfolders, and passes over tests, types, hidden files and those that start with _", async () => {
    write(
      "models/sales/order.ts",
      'import { model, text } from "plinth";\nexport const Order = model({ a: text() });\n',
    );
    for (const path of [
      "models/a.test.ts",
      "models/a.d.ts",
      "models/.a.ts",
      "models/_a.ts",
      "models/README.md",
      "functions/_shared/a.ts",
      "functions/notes.md",
    ]) {
      write(path, "this is no code");
    }
    expect(fieldsOf(await loadDefinition(project))).toEqual(["Invoice.number", "Order.a"]);
  });

  test("the order of files changes nothing", async () => {
    write(
      "models/a.ts",
      'import { belongsTo, model, oneOf } from "plinth";\nexport const Zoo = model({ b: oneOf("x"), invoice: belongsTo("Invoice") });\nexport const Ape = model({ zoo: belongsTo("Zoo") });\n',
    );
    const backend = await loadDefinition(project);
    expect(backend.models.map(({ name }) => name)).toEqual(["Ape", "Invoice", "Zoo"]);
    expect(JSON.stringify(await loadDefinition(project))).toBe(JSON.stringify(backend));
  });

  test("what the project's files print does not reach stdout", async () => {
    write(
      "models/noisy.ts",
      'import { model, text } from "plinth";\nprocess.stdout.write("noise");\nexport const Noisy = model({ a: text() });\n',
    );
    const written: string[] = [];
    const { write: print } = process.stdout;
    process.stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
    try {
      await loadDefinition(project);
    } finally {
      process.stdout.write = print;
    }
    expect(written).toEqual([]);
  });

  test("a missing configuration says how to start a project", async () => {
    rmSync(join(project, "plinth.config.ts"));
    const error = await loadDefinition(project).catch((reason: unknown) => reason);
    expect((error as UserError).problems).toMatchObject([
      { file: "plinth.config.ts", line: null, remedy: expect.stringContaining("plinth init") },
    ]);
    expect((error as UserError).code).toBe("DEFINITION_INVALID");
    expect((error as UserError).exit).toBe(2);
  });

  test("texts are carried byte for byte", async () => {
    const nasty = "\"'`\u0024{process.exit()}\\ \n\t </script> --%> é 🎉 #% !";
    write(
      "models/nasty.ts",
      `import { model, text } from "plinth";\nexport const Nasty = model({ a: text().default(${JSON.stringify(nasty)}).describe(${JSON.stringify(nasty)}) }).describe(${JSON.stringify(nasty)});\n`,
    );
    const nastyModel = (await loadDefinition(project)).models.find(({ name }) => name === "Nasty");
    expect(nastyModel?.description).toBe(nasty);
    expect(nastyModel?.fields[0]).toMatchObject({
      description: nasty,
      default: { kind: "value", value: nasty },
    });
  });
});
