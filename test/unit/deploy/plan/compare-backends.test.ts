import { describe, expect, test } from "vitest";
import type {
  BackendDescription,
  ModelDescription,
} from "../../../../src/deploy/plan/backend-description.ts";
import { compareBackends, keepsValues } from "../../../../src/deploy/plan/compare-backends.ts";
import { questionAbout } from "../../../../src/deploy/plan/data-questions.ts";

const invoice: ModelDescription = {
  place: "tenant",
  fields: { number: "text", status: "enum(draft|sent)", note: "text?" },
  indexes: { byStatus: "1.1 status/" },
  uniques: { byNumber: "number" },
};
const backend = (models: Record<string, ModelDescription>, functions: string[] = []): BackendDescription => ({
  models,
  functions,
});
const changed = (after: Partial<ModelDescription>) =>
  compareBackends(backend({ Invoice: invoice }), backend({ Invoice: { ...invoice, ...after } }));

describe("what two deployments differ in", () => {
  test("nothing", () => {
    expect(changed({})).toEqual([]);
  });

  test("a first deployment adds models and functions, without telling their parts", () => {
    expect(compareBackends(null, backend({ Invoice: invoice }, ["send-invoice"]))).toEqual([
      { kind: "addModel", model: "Invoice" },
      { kind: "addFunction", function: "send-invoice" },
    ]);
  });

  test("a model and a function that go", () => {
    expect(compareBackends(backend({ Invoice: invoice }, ["send-invoice"]), backend({}))).toEqual([
      { kind: "removeModel", model: "Invoice" },
      { kind: "removeFunction", function: "send-invoice" },
    ]);
  });

  test("fields", () => {
    const fields = { number: "text", status: "enum(draft|sent|paid)", dueOn: "date?" };
    expect(changed({ fields })).toEqual([
      { kind: "addField", model: "Invoice", field: "dueOn", to: "date?" },
      { kind: "removeField", model: "Invoice", field: "note", from: "text?" },
      {
        kind: "changeField",
        model: "Invoice",
        field: "status",
        from: "enum(draft|sent)",
        to: "enum(draft|sent|paid)",
      },
    ]);
  });

  test("an index of another revision is a new index; one that goes loses nothing", () => {
    expect(changed({ indexes: { byStatus: "1.2 status/dueOn" } })).toEqual([
      { kind: "addIndex", model: "Invoice", index: "byStatus" },
    ]);
    expect(changed({ indexes: {} })).toEqual([{ kind: "removeIndex", model: "Invoice", index: "byStatus" }]);
  });

  test("where records are", () => {
    expect(changed({ place: "tenant/4" })).toEqual([
      { kind: "moveModel", model: "Invoice", from: "tenant", to: "tenant/4" },
    ]);
  });
});

test.each([
  ["text", "text?", true],
  ["text?", "text", false],
  ["text", "integer", false],
  ["integer", "decimal", true],
  ["decimal", "integer", false],
  ["email", "text", true],
  ["text", "email", false],
  ["enum(draft|sent)", "text", true],
  ["enum(draft|sent)", "enum(draft|sent|paid)", true],
  ["enum(draft|sent)", "enum(draft)", false],
  ["enum(draft|sent)", "enum(sent|draft)", true],
  ["text", "text[]", false],
  ["enum(draft)[]", "enum(draft|sent)[]", true],
  ["enum(text)", "text", true],
  ["text", "enum(text)", false],
  ["enum(draft|sent)[]", "enum(draft|sent|paid)[]?", true],
  ["boolean", "text", false],
])("values of %s can be read as %s: %s", (from, to, expected) => {
  expect(keepsValues(from, to)).toBe(expected);
});

describe("what has to be asked about the records", () => {
  const about = (from: string, to: string) =>
    questionAbout({ kind: "changeField", model: "Invoice", field: "status", from, to });

  test("nothing where every value fits", () => {
    expect(about("enum(draft|sent)", "enum(draft|sent|paid)")).toBeNull();
    expect(about("text", "text?")).toBeNull();
  });

  test("which have no value, where one becomes required", () => {
    expect(about("text?", "text")).toEqual({
      id: "require-field:Invoice.status",
      model: "Invoice",
      records: { kind: "without", field: "status" },
    });
  });

  test("which have a value that goes", () => {
    expect(about("integer", "text")?.records).toEqual({ kind: "with", field: "status" });
    expect(about("enum(draft|sent|paid)", "enum(draft|paid)")).toEqual({
      id: "change-field:Invoice.status",
      model: "Invoice",
      records: { kind: "otherThan", field: "status", values: ["draft", "paid"] },
    });
  });

  test("nothing about a new field that may be absent", () => {
    expect(questionAbout({ kind: "addField", model: "Invoice", field: "note", to: "text?" })).toBeNull();
    expect(
      questionAbout({ kind: "addField", model: "Invoice", field: "note", to: "text" })?.records.kind,
    ).toBe("without");
  });
});
