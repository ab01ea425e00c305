import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Backend } from "../../../../src/definition/ir.ts";
import { resolvers } from "../../../../src/generators/resolvers/index.ts";
import { modelData } from "../../../../src/generators/resolvers/model-data.ts";
import { templateFiles } from "../../../../src/generators/resolvers/template-files.ts";
import { everything, everythingLock } from "../../../support/backends/everything.ts";
import { lockFor } from "../../../support/backends/lock-for.ts";
import { field, model } from "../../../support/backends/parts.ts";

const folder = mkdtempSync(join(tmpdir(), "models-"));
afterAll(() => rmSync(folder, { recursive: true }));

const texts = (backend: Backend, lock = lockFor(backend)) =>
  resolvers(backend, lock).flatMap(({ path, content }) =>
    content.kind === "text" ? [{ path, text: content.text }] : [],
  );

/** Writes the files, and runs them. @returns their models */
async function loaded(name: string, files: readonly { readonly path: string; readonly text: string }[]) {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return ((await import(join(folder, name, "infra/models/index.gen.ts"))) as { models: unknown }).models;
}

describe("resolvers", () => {
  it("brings every template of its folders, and no other", () => {
    const infra = join(import.meta.dirname, "../../../../src/templates/infra");
    const there = ["runtime/data", "runtime/resolvers"].flatMap((path) =>
      readdirSync(join(infra, path), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(infra.length - "infra".length)),
    );
    expect([...templateFiles].sort()).toEqual(there.sort());
    expect(resolvers(everything, everythingLock)).toContainEqual({
      path: "infra/runtime/data/spec.ts",
      content: { kind: "template", template: "infra/runtime/data/spec.ts" },
    });
  });

  it("writes modules that hold the specs, the same bytes each time", async () => {
    const files = texts(everything, everythingLock);
    expect(texts(everything, everythingLock)).toEqual(files);
    expect(files.map(({ path }) => path)).toContain("infra/models/invoice-line.gen.ts");
    expect(await loaded("everything", files)).toEqual(
      everything.models.map((each) => modelData(each, everything, everythingLock)),
    );
  });

  it("writes what a reader of a pull request can follow", () => {
    const { text = "" } =
      texts(everything, everythingLock).find(({ path }) => path.endsWith("label.gen.ts")) ?? {};
    expect(text).toBe(`import type { ModelSpec } from "../runtime/data/spec.ts";

export const label: ModelSpec = {
  name: "Label",
  plural: "Labels",
  scope: "tenant",
  shards: 1,
  dedicated: false,
  fields: [
    { name: "name", type: "text", minLength: 1, maxLength: 40 },
    { name: "color", type: "text" },
  ],
  indexes: [],
  uniques: [{ name: "byName", fields: ["name"] }],
  references: [],
  collections: [],
  links: [{ name: "invoices", target: "Invoice", link: "InvoiceLabels", side: "right" }],
  dependents: [],
  access: {
    read: [["role:member"]],
    create: [["role:member"]],
    update: [["role:member"]],
    delete: [["role:member"]],
  },
};
`);
  });

  it("keeps texts of users inside their quotes", async () => {
    const nasty = ["`$", "{process.exit()}", '`"', "'", "\\", "\n", "\u2028", "*/ // </script>"].join("");
    const text = field("text", "text", {
      default: { kind: "value", value: nasty },
      rules: { pattern: nasty },
    });
    const backend = { ...everything, models: [model("Nasty", { fields: [text] })], functions: [] };
    expect(await loaded("nasty", texts(backend))).toMatchObject([
      { fields: [{ name: "text", default: { value: nasty }, pattern: nasty }] },
    ]);
  });

  it("gives models whose names differ little files and constants of their own", () => {
    const names = ["APIKey", "ApiKey", "Class", "Models"];
    const files = texts({ ...everything, models: names.map((name) => model(name)), functions: [] });
    expect(files.map(({ path }) => path)).toEqual([
      "infra/models/api-key.gen.ts",
      "infra/models/api-key--2.gen.ts",
      "infra/models/class.gen.ts",
      "infra/models/models.gen.ts",
      "infra/models/index.gen.ts",
    ]);
    expect(files.at(-1)?.text).toContain('import { class_ } from "./class.gen.ts";');
    expect(files.at(-1)?.text).toContain("  models_,\n");
  });

  it("writes the slot and revision of the lock", () => {
    const locked = structuredClone(everythingLock) as unknown as {
      models: Record<string, { indexes: Record<string, { slot: number; revision: number }> }>;
    };
    const index = locked.models["Category"]?.indexes["byTitle"];
    if (index) Object.assign(index, { slot: 7, revision: 2 });
    const { text = "" } =
      texts(everything, locked as never).find(({ path }) => path.endsWith("category.gen.ts")) ?? {};
    expect(text).toContain('{ name: "byTitle", slot: 7, revision: 2, hash: ["title"], sort: [] }');
  });
});
