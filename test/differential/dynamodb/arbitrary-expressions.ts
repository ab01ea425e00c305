import fc from "fast-check";
import { attributeNames, numberText, value, type WireValue } from "./arbitrary-values.ts";

/** An expression with the names and values it uses. */
export interface Expression {
  readonly text: string;
  readonly values: Readonly<Record<string, WireValue>>;
}

const paths = fc.constantFrom<string>(
  ...attributeNames,
  ...attributeNames,
  "m.a",
  "m.b",
  "m.k[0]",
  "l[0]",
  "l[1]",
  "l[7]",
  "gk",
);

/** Texts with `?` where values go, numbered when all parts are together. */
interface Part {
  readonly text: string;
  readonly values: readonly WireValue[];
}

const part = (text: string, ...values: WireValue[]): Part => ({ text, values });
const path = paths.map((text) => part(text));
const literal = value.map((found) => part("?", found));
const operand = fc.oneof(
  { weight: 3, arbitrary: path },
  { weight: 3, arbitrary: literal },
  { weight: 1, arbitrary: paths.map((text) => part(`size(${text})`)) },
);
const scalarLiteral = fc
  .oneof(
    numberText.map((N): WireValue => ({ N })),
    fc.constantFrom("x", "xy", "zebra").map((S): WireValue => ({ S })),
  )
  .map((found) => part("?", found));

function joined(texts: readonly string[], parts: readonly Part[]): Part {
  let text = texts[0] ?? "";
  for (const [position, { text: inner }] of parts.entries()) text += inner + (texts[position + 1] ?? "");
  return { text, values: parts.flatMap(({ values }) => values) };
}

const comparison = fc
  .tuple(operand, fc.constantFrom("=", "<>"), operand)
  .map(([left, operator, right]) => joined(["", ` ${operator} `, ""], [left, right]));
const ordering = fc
  .tuple(path, fc.constantFrom("<", "<=", ">", ">="), fc.oneof(scalarLiteral, path))
  .map(([left, operator, right]) => joined(["", ` ${operator} `, ""], [left, right]));
const test = fc.oneof(
  paths.map((text) => part(`attribute_exists(${text})`)),
  paths.map((text) => part(`attribute_not_exists(${text})`)),
  fc
    .tuple(paths, fc.constantFrom("S", "N", "B", "SS", "NS", "BS", "L", "M", "NULL", "BOOL"))
    .map(([text, type]) => part(`attribute_type(${text}, ?)`, { S: type })),
  fc
    .tuple(paths, fc.constantFrom<WireValue>({ S: "x" }, { S: "ze" }, { B: "AQ==" }, { S: "" }))
    .map(([text, prefix]) => part(`begins_with(${text}, ?)`, prefix)),
  fc.tuple(paths, literal).map(([text, found]) => joined([`contains(${text}, `, ")"], [found])),
  fc
    .tuple(paths, fc.integer({ min: -9, max: 3 }), fc.integer({ min: 3, max: 9 }))
    .map(([text, low, high]) => part(`${text} BETWEEN ? AND ?`, { N: String(low) }, { N: String(high) })),
  fc
    .tuple(paths, literal, literal)
    .map(([text, one, two]) => joined([`${text} IN (`, ", ", ")"], [one, two])),
);

const condition: fc.Arbitrary<Part> = fc.letrec<{ any: Part; simple: Part }>((tie) => ({
  simple: fc.oneof(comparison, ordering, test),
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("simple"),
    fc
      .tuple(tie("any"), fc.constantFrom("AND", "OR"), tie("simple"))
      .map(([left, word, right]) => joined(["(", `) ${word} `, ""], [left, right])),
    tie("simple").map((inner) => joined(["NOT ", ""], [inner])),
  ),
})).any;

const assignedValue = fc.oneof(
  literal,
  path,
  fc.tuple(paths, literal).map(([text, found]) => joined([`if_not_exists(${text}, `, ")"], [found])),
  fc
    .tuple(paths, fc.array(value, { maxLength: 2 }))
    .map(([text, L]) => part(`list_append(${text}, ?)`, { L })),
  fc
    .tuple(paths, fc.constantFrom("+", "-"), numberText)
    .map(([text, sign, N]) => part(`${text} ${sign} ?`, { N })),
  fc
    .tuple(paths, fc.constantFrom("+", "-"), numberText)
    .map(([text, sign, N]) => part(`if_not_exists(${text}, ?) ${sign} ?`, { N: "0" }, { N })),
);
const sets = fc.array(fc.tuple(paths, assignedValue), { minLength: 1, maxLength: 3 }).map((all) =>
  joined(
    ["SET ", ...all.slice(1).map(() => ", "), ""],
    all.map(([target, found]) => joined([`${target} = `, ""], [found])),
  ),
);
const removes = fc
  .uniqueArray(paths, { minLength: 1, maxLength: 3 })
  .map((all) => part(`REMOVE ${all.join(", ")}`));
const adds = fc
  .tuple(
    fc.constantFrom("n", "a", "b", "m.a"),
    fc.oneof(
      numberText.map((N): WireValue => ({ N })),
      fc.constantFrom<WireValue>({ SS: ["x", "q"] }, { NS: ["1", "9"] }, { BS: ["AA=="] }),
    ),
  )
  .map(([target, found]) => part(`ADD ${target} ?`, found));
const deletes = fc
  .tuple(
    fc.constantFrom("n", "a", "b", "m.a"),
    fc.constantFrom<WireValue>({ SS: ["x", "y", "xy"] }, { NS: ["1", "2"] }, { BS: ["AA==", "/w=="] }),
  )
  .map(([target, found]) => part(`DELETE ${target} ?`, found));

const update = fc
  .subarray(["set", "remove", "add", "delete"] as const, { minLength: 1 })
  .chain((kinds) => {
    const of = { set: sets, remove: removes, add: adds, delete: deletes };
    return fc.tuple(...kinds.map((kind) => of[kind]));
  })
  .map((parts) => joined(["", ...parts.slice(1).map(() => " "), ""], parts));

function numbered(prefix: string, { text, values }: Part): Expression {
  let count = 0;
  return {
    text: text.replaceAll("?", () => `:${prefix}${count++}`),
    values: Object.fromEntries(values.map((found, position) => [`:${prefix}${position}`, found])),
  };
}

export const conditionExpression = condition.map((found) => numbered("c", found));
export const filterExpression = condition.map((found) => numbered("f", found));
export const updateExpression = update.map((found) => numbered("u", found));
export const projectionExpression = fc
  .uniqueArray(paths, { minLength: 1, maxLength: 3 })
  .map((all) => all.join(", "));
