import fc from "fast-check";
import { expect, test } from "vitest";
import {
  camelFromKebab,
  toCamel,
  toKebab,
  toPascal,
  uncapitalized,
} from "../../../../src/definition/words/letter-case.ts";

test.each([
  ["invoice_line", "InvoiceLine"],
  ["invoice line", "InvoiceLine"],
  ["Café", "Cafe"],
  ["\u0421ustomer", "Customer"],
  ["ａｂc", "Abc"],
  ["3dModel", "dModel"],
  ["-", ""],
])("toPascal(%j) is %j", (name, expected) => {
  expect(toPascal(name)).toBe(expected);
});

test.each([
  ["Due-on", "dueOn"],
  ["APIKey", "apiKey"],
  ["URL", "url"],
  ["X", "x"],
])("toCamel(%j) is %j", (name, expected) => {
  expect(toCamel(name)).toBe(expected);
});

test.each([
  ["Acme Corp", "acme-corp"],
  ["sendInvoice", "send-invoice"],
  ["--9 lives--", "lives"],
])("toKebab(%j) is %j", (name, expected) => {
  expect(toKebab(name)).toBe(expected);
});

test("kebab to camel, and the first letter down", () => {
  expect(camelFromKebab("send-invoice-2")).toBe("sendInvoice2");
  expect(uncapitalized("InvoiceLine")).toBe("invoiceLine");
});

test("whatever comes in, what comes out is empty or a name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(toPascal(text)).toMatch(/^([A-Za-z][A-Za-z0-9]*)?$/);
      expect(toKebab(text)).toMatch(/^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$/);
    }),
  );
});
