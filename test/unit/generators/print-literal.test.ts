import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printLiteral } from "../../../src/generators/print-literal.ts";

/** What TypeScript makes of a literal: it is JavaScript as well. */
async function evaluate(literal: string): Promise<unknown> {
  const url = `data:text/javascript,${encodeURIComponent(`export default ${literal};`)}`;
  return (await import(url)).default;
}

describe("printLiteral", () => {
  test("prints on one line what fits, and property by property what does not", () => {
    expect(printLiteral({ name: "acme", protected: false, account: null, days: [1, 2] })).toBe(
      '{ name: "acme", protected: false, account: null, days: [1, 2] }',
    );
    expect(printLiteral({ a: "x".repeat(60), b: "y".repeat(60) }, 1)).toBe(
      `{\n    a: "${"x".repeat(60)}",\n    b: "${"y".repeat(60)}",\n  }`,
    );
  });

  test("quotes keys that are not identifiers", () => {
    expect(printLiteral({ "send-invoice": 1, ok: 2, "1st": 3 })).toBe(
      '{ "send-invoice": 1, ok: 2, "1st": 3 }',
    );
  });

  test("gives back any JSON, however hostile its texts and keys", async () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const hostile = fc.constantFrom(
      "`",
      "$" + "{process.exit()}",
      '"',
      "\\",
      "\n",
      "\u2028",
      "*/",
      "__proto__",
      "constructor",
    );
    const dictionary = fc.dictionary(fc.oneof(fc.string(), hostile), fc.oneof(json, hostile));
    await fc.assert(
      fc.asyncProperty(dictionary, async (value) => {
        expect(JSON.stringify(await evaluate(printLiteral(value)))).toBe(JSON.stringify(value));
      }),
      { numRuns: 200 },
    );
  });
});
