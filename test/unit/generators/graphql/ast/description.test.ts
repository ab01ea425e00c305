import fc from "fast-check";
import { Kind, parse, print } from "graphql";
import { expect, test } from "vitest";
import { descriptionNode } from "../../../../../src/generators/graphql/ast/description.ts";

/** What a GraphQL parser reads back when the description stands on a type. */
function readBack(text: string): string | undefined {
  const description = descriptionNode(text);
  if (description === undefined) return undefined;
  const sdl = print({
    kind: Kind.INPUT_OBJECT_TYPE_DEFINITION,
    name: { kind: Kind.NAME, value: "A" },
    description,
  });
  const [type] = parse(sdl).definitions;
  return type?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? type.description?.value : undefined;
}

test.each([
  ["plain", "plain"],
  ["  two\n\nparagraphs\t here ", "two paragraphs here"],
  ['ends with a quote"', 'ends with a quote"'],
  ['"""', '"""'],
  ['\\"""', '\\"""'],
  ["ends with a slash\\", "ends with a slash\\"],
  ["nul\0 and bell\u0007", "nul and bell"],
  ["\ud800 alone", "\ufffd alone"],
  ["e\u0301 \u{1f600}", "e\u0301 \u{1f600}"],
  ["line\u2028separator", "line separator"],
])("%j is read back as %j", (text, expected) => {
  expect(readBack(text)).toBe(expected);
});

test.each(["", " \n\t", "\0"])("%j is nothing to say", (text) => {
  expect(descriptionNode(text)).toBeUndefined();
});

test("any text survives printing and parsing as one paragraph", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(readBack(text)).toBe(descriptionNode(text)?.value);
    }),
    { numRuns: 500 },
  );
});
