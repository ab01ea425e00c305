import fc from "fast-check";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import type { FieldSpec } from "../../../../src/authoring/arguments/field-spec.ts";
import { editsOf, type ModelEdit } from "../../../../src/authoring/edit/edit-model.ts";
import { declarationsIn, writtenFields } from "../../../../src/authoring/edit/find-declarations.ts";
import { parseSource } from "../../../../src/authoring/edit/source-file.ts";
import { applyEdits, type TextEdit } from "../../../../src/authoring/edit/text-edit.ts";
import { anyField, fieldName } from "../arbitrary-fields.ts";

/** How somebody may write a file by hand. */
interface Hand {
  readonly eol: string;
  readonly bom: string;
  readonly quote: string;
  readonly semicolon: string;
  readonly indent: string;
  readonly trailingComma: boolean;
  readonly oneLine: boolean;
  readonly namespace: boolean;
  readonly fields: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  readonly chain: readonly string[];
  readonly end: string;
}

const hand: fc.Arbitrary<Hand> = fc.record({
  eol: fc.constantFrom("\n", "\r\n"),
  bom: fc.constantFrom("", "\uFEFF"),
  quote: fc.constantFrom('"', "'"),
  semicolon: fc.constantFrom(";", ""),
  indent: fc.constantFrom("  ", "    ", "\t"),
  trailingComma: fc.boolean(),
  oneLine: fc.boolean(),
  namespace: fc.boolean(),
  fields: fc.uniqueArray(
    fc.record({
      name: fieldName.map((name) => `z${name}`),
      before: fc.constantFrom("", "", "// a, b\n", "/* { */ ", "\n"),
      after: fc.constantFrom("", "", " // } , )", " /* , */"),
    }),
    { selector: ({ name }) => name, maxLength: 5 },
  ),
  chain: fc.subarray(['.index("byA", ["a"])', ".softDelete({ keepDays: 3 })", '.access({ read: "member" })']),
  end: fc.constantFrom("", "// the end", "/* ünï😀 */"),
});

function written(by: Hand): string {
  const { quote, semicolon, indent } = by;
  const call = (name: string) => (by.namespace ? `plinth.${name}` : name);
  const last = by.fields.length - 1;
  const oneLine = by.oneLine && by.fields.every(({ before, after }) => !/\n|\/\//.test(before + after));
  const properties = by.fields.map(({ name, before, after }, i) => {
    const comma = i < last || by.trailingComma ? "," : "";
    if (oneLine) return `${before}${name}: ${call("text")}()${comma}${after}`;
    return `${before.replace("\n", `\n${indent}`)}${name}: ${call("text")}()${comma}${after}`;
  });
  const body = oneLine
    ? `{ ${properties.join(" ")} }`
    : `{\n${properties.map((property) => `${indent}${property}\n`).join("")}}`;
  const imported = by.namespace ? "* as plinth" : "{ model, text }";
  const lines = [
    `import ${imported} from ${quote}plinth${quote}${semicolon}`,
    "",
    `export const Customer = ${call("model")}(${by.fields.length === 0 ? "{}" : body})${by.chain.join("")}${semicolon}`,
    by.end,
  ];
  return by.bom + lines.join("\n").replaceAll("\n", by.eol);
}

async function edited(text: string, fields: readonly FieldSpec[]) {
  const parsed = await parseSource("models/customer.ts", text);
  if (!parsed.ok) throw new Error(`${parsed.message}\n${text}`);
  const declaration = declarationsIn(parsed.file).find(({ name }) => name === "Customer");
  if (declaration === undefined) throw new Error("no model");
  const edit: ModelEdit = {
    declaration,
    fields,
    indexes: [{ name: "byNew", hash: ["a"], sort: [] }],
    uniques: [],
    vias: [],
    typeImports: [],
  };
  const result = editsOf([edit]);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return { edits: result.edits, after: await applyEdits(text, result.edits) };
}

/** The text before, put together again from the text after and the edits. */
function undone(before: string, after: string, edits: readonly TextEdit[]): string {
  const inOrder = edits
    .map((edit, i) => ({ edit, i }))
    .sort((a, b) => a.edit.start - b.edit.start || a.i - b.i);
  let text = "";
  let at = 0;
  let from = 0;
  for (const { edit } of inOrder) {
    const kept = edit.start - at;
    text += after.slice(from, from + kept) + before.slice(edit.start, edit.end);
    from += kept + edit.text.length;
    at = edit.end;
  }
  return text + after.slice(from);
}

const newFields = fc.uniqueArray(
  anyField.filter((field) => field.kind !== "value" || field.type.kind !== "named"),
  { selector: ({ name }) => name, minLength: 1, maxLength: 3 },
);

describe("adding to a file that somebody wrote by hand", () => {
  test("keeps every character besides blanks, every comment and every field", async () => {
    await fc.assert(
      fc.asyncProperty(hand, newFields, async (by, fields) => {
        const before = written(by);
        const { edits, after } = await edited(before, fields);
        for (const { start, end } of edits) expect(before.slice(start, end)).toMatch(/^[ \t]*$/);
        expect(undone(before, after, edits)).toBe(before);

        const parsed = await parseSource("models/customer.ts", after);
        if (!parsed.ok) throw new Error(`${parsed.message}\n${after}`);
        const comments = (text: string) => parseSync("x.ts", text).comments.map(({ value }) => value);
        expect(comments(after)).toEqual(comments(before));
        const [declaration] = declarationsIn(parsed.file);
        if (declaration === undefined) throw new Error("the model is gone");
        expect(writtenFields(declaration).map(({ name }) => name)).toEqual([
          ...by.fields.map(({ name }) => name),
          ...fields.map(({ name }) => name),
        ]);
        expect(writtenFields(declaration).every(({ chain }) => chain !== null)).toBe(true);
        expect(declaration.chain?.calls.map(({ name }) => name).toSorted()).toEqual(
          ["index", ...by.chain.map((call) => /\w+/.exec(call)?.[0] ?? "")].toSorted(),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("takes on the file's line ends, quotes and trailing comma", async () => {
    await fc.assert(
      fc.asyncProperty(hand, fieldName, async (by, name) => {
        const before = written(by);
        const field: FieldSpec = { kind: "hasMany", name, target: "Invoice", via: null, description: null };
        const { after } = await edited(before, [field]);
        expect(
          after.includes(`${name}: ${by.namespace ? "plinth." : ""}hasMany(${by.quote}Invoice${by.quote})`),
        ).toBe(true);
        expect(after.startsWith("\uFEFF")).toBe(by.bom !== "");
        if (by.eol === "\r\n") expect(after).not.toMatch(/(?<!\r)\n/);
        else expect(after).not.toContain("\r");
        expect(after).not.toMatch(/,\s*,/);
      }),
      { numRuns: 300 },
    );
  });

  test("nothing to add is no edit", async () => {
    expect(editsOf([])).toEqual({ ok: true, edits: [] });
    expect(await applyEdits("a", [])).toBe("a");
  });
});
