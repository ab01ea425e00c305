import { type Matcher, parseMatcher } from "./matcher.ts";

/** A pattern of EventBridge (rules, Lambda's event filters, filter policies on message bodies), ready to match. */
export interface EventPattern {
  matches(event: unknown): boolean;
}

type Node =
  | { readonly kind: "leaf"; readonly any: readonly Matcher[] }
  | {
      readonly kind: "object";
      readonly fields: readonly (readonly [string, Node])[];
      /** `$or`: one of each list must match. */
      readonly alternatives: readonly (readonly Node[])[];
    };

/**
 * Parses the JSON text of an event pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 *
 * @throws Error with AWS's reason
 */
export function parseEventPattern(text: string): EventPattern {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Error("Event pattern is not valid JSON");
  }
  if (!isRecord(raw)) throw new Error("Filter is not an object");
  if (Object.keys(raw).length === 0) throw new Error("Empty patterns are not allowed");
  const node = parseNode(raw);
  return { matches: (event) => matchNode(node, event) };
}

function parseNode(raw: Readonly<Record<string, unknown>>): Node {
  const fields: [string, Node][] = [];
  const alternatives: Node[][] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (name === "$or" && isAlternatives(value)) alternatives.push(value.map(parseNode));
    else fields.push([name, parseField(name, value)]);
  }
  return { kind: "object", fields, alternatives };
}

function parseField(name: string, value: unknown): Node {
  if (Array.isArray(value)) {
    if (value.length === 0) throw new Error("Empty arrays are not allowed");
    return { kind: "leaf", any: value.map(parseMatcher) };
  }
  if (isRecord(value)) {
    if (Object.keys(value).length === 0) throw new Error("Empty objects are not allowed");
    return parseNode(value);
  }
  throw new Error(`"${name}" must be an object or an array`);
}

/** `$or` is an operator only with two or more objects; anything else is a field of that name. */
function isAlternatives(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.length >= 2 && value.every(isRecord);
}

function matchNode(node: Node, value: unknown): boolean {
  if (node.kind === "leaf") return matchLeaf(node.any, value);
  // All fields must be found in the same element of an array.
  if (Array.isArray(value)) return value.some((element) => matchNode(node, element));
  const record = isRecord(value) ? value : {};
  return (
    node.fields.every(([name, field]) =>
      matchNode(field, Object.hasOwn(record, name) ? record[name] : undefined),
    ) && node.alternatives.every((any) => any.some((alternative) => matchNode(alternative, value)))
  );
}

function matchLeaf(any: readonly Matcher[], value: unknown): boolean {
  // `exists` looks at leaves only: an object is none.
  const values = Array.isArray(value) ? value : [isRecord(value) ? undefined : value];
  if (values.length === 0) return any.some((matches) => matches(undefined));
  return values.some((element) => any.some((matches) => matches(element)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
