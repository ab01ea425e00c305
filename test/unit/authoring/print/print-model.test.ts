import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModelSpec } from "../../../../src/authoring/arguments/parse-model-arguments.ts";
import { parseModelArguments } from "../../../../src/authoring/arguments/parse-model-arguments.ts";
import { declarationsIn, writtenFields } from "../../../../src/authoring/edit/find-declarations.ts";
import { parseSource } from "../../../../src/authoring/edit/source-file.ts";
import { namedTypesOf, printModelFile } from "../../../../src/authoring/print/print-model.ts";
import { anyModel, plainModel } from "../arbitrary-fields.ts";
import { evaluate } from "../evaluate.ts";

const printed = (spec: ModelSpec) =>
  printModelFile(
    spec,
    namedTypesOf(spec).map((name) => ({ name, from: "./types.ts" })),
  );

test("a model as somebody would write it", () => {
  const parsed = parseModelArguments(
    "Invoice",
    [
      "number:text:max=20:unique",
      "status:oneOf:draft,sent,paid:default=draft",
      "total:money",
      "dueOn:date:optional",
      "customer:belongsTo:Customer:onDelete=cascade",
      "lines:hasMany:InvoiceLine",
      "tags:text:list",
      "priority:Priority",
    ],
    {
      indexes: ["byStatus:status:sort=dueOn"],
      uniques: ["customer,number"],
      access: { read: "member", update: "admin,creator", delete: "admin+creator" },
      softDelete: "30",
      plural: "Bills",
      description: "What a customer owes",
    },
  );
  expect(parsed.ok && printModelFile(parsed.value, [{ name: "Priority", from: "./priority.ts" }])).toBe(`\
import { all, belongsTo, date, hasMany, model, money, oneOf, text } from "plinth";
import { Priority } from "./priority.ts";

export const Invoice = model({
  number: text().max(20).unique(),
  status: oneOf("draft", "sent", "paid").default("draft"),
  total: money(),
  dueOn: date().optional(),
  customer: belongsTo("Customer").onDelete("cascade"),
  lines: hasMany("InvoiceLine"),
  tags: text().list(),
  priority: Priority,
})
  .index("byStatus", ["status"], { sort: "dueOn" })
  .unique(["customer", "number"])
  .access({ read: "member", update: ["admin", "creator"], delete: all("admin", "creator") })
  .softDelete({ keepDays: 30 })
  .plural("Bills")
  .describe("What a customer owes");
`);
});

describe("any model", () => {
  test("every value stays inside its literal", async () => {
    await fc.assert(
      fc.asyncProperty(anyModel, async (spec) => {
        const parsed = await parseSource("models/x.ts", printed(spec));
        if (!parsed.ok) throw new Error(parsed.message);
        const { file } = parsed;
        expect(file.comments).toEqual([]);
        expect(file.program.body.map(({ type }) => type)).toEqual([
          ...new Array<string>(namedTypesOf(spec).length > 0 ? 2 : 1).fill("ImportDeclaration"),
          "ExportNamedDeclaration",
        ]);
        const [declaration] = declarationsIn(file);
        if (declaration === undefined) throw new Error("no model");
        const fields = writtenFields(declaration);
        expect(fields.map(({ name }) => name)).toEqual(spec.fields.map(({ name }) => name));
        const calls = new Map(
          fields.map(({ name, chain }) => [
            name,
            new Map(
              chain?.calls.map((call) => [
                call.name,
                call.node.arguments.map((one) => evaluate(one as never)),
              ]),
            ),
          ]),
        );
        for (const field of spec.fields) {
          if (field.kind === "value" && field.type.kind === "named") continue;
          const made = calls.get(field.name);
          expect(made?.get("describe")?.[0] ?? null).toEqual(field.description);
          if (field.kind !== "value") continue;
          expect(made?.get("default")?.[0] ?? null).toEqual(field.default);
          const pattern = made?.get("pattern")?.[0] ?? null;
          expect(pattern).toEqual(
            field.rules.pattern === null || typeof pattern === "string"
              ? field.rules.pattern
              : { regex: field.rules.pattern },
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is formatted as the formatter would", () => {
    const folder = mkdtempSync(join(tmpdir(), "plinth-format-"));
    const models = fc.sample(plainModel, { numRuns: 150, seed: 7 });
    const texts = models.map((spec) => printed(spec));
    try {
      writeFileSync(
        join(folder, "biome.json"),
        JSON.stringify({ formatter: { indentStyle: "space", indentWidth: 2, lineWidth: 110 } }),
      );
      texts.forEach((text, i) => {
        writeFileSync(join(folder, `model-${i}.ts`), text);
      });
      const biome = join(import.meta.dirname, "../../../../node_modules/@biomejs/biome/bin/biome");
      execFileSync(process.execPath, [biome, "format", "--write", "."], { cwd: folder, stdio: "pipe" });
      const formatted = texts.map((_, i) => readFileSync(join(folder, `model-${i}.ts`), "utf8"));
      expect(texts).toEqual(formatted);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
