import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFieldArgument } from "../../../../src/authoring/arguments/parse-field-argument.ts";
import { printFieldArgument } from "../../../../src/authoring/arguments/print-field-argument.ts";
import { escapeValue, unescapeValue } from "../../../../src/authoring/arguments/value-escapes.ts";
import { anyField, anyText } from "../arbitrary-fields.ts";

test("what is printed is read back as the same field", () => {
  fc.assert(
    fc.property(anyField, (field) => {
      expect(parseFieldArgument(printFieldArgument(field))).toEqual({ ok: true, value: field });
    }),
    { numRuns: 1000 },
  );
});

test("an argument needs no quotes in any shell", () => {
  fc.assert(
    fc.property(anyField, (field) => {
      expect(printFieldArgument(field)).toMatch(/^[A-Za-z][A-Za-z0-9_.,:@+=%-]*$/);
    }),
  );
});

test("any text survives its escapes", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(unescapeValue(escapeValue(text))).toEqual({ ok: true, text });
    }),
  );
});

test("whatever is typed, reading it ends in a field or in problems that each have a remedy", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "a",
      "number",
      "text",
      "oneOf",
      "belongsTo",
      "Customer",
      "default=",
      "max=",
      ":",
      ":",
      "list",
      "%3",
      "=",
    ),
    anyText,
  );
  const argument = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(argument, (text) => {
      const parsed = parseFieldArgument(text);
      if (parsed.ok) return;
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const problem of parsed.problems) {
        expect(problem.remedy).not.toBe("");
        expect(problem.column).toBeGreaterThan(0);
        expect(problem.column).toBeLessThanOrEqual(text.length + 1);
      }
    }),
    { numRuns: 2000 },
  );
});
