import type { BoundCondition, BoundOperand } from "../expressions/bound.ts";
import type { Comparator, Parts } from "../expressions/syntax.ts";
import { atValue, list, type Parameters, parseValue } from "./parse-value.ts";
import type { StatementReader } from "./reader.ts";

const comparators: Readonly<Record<string, Comparator>> = {
  "=": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};
const tests = ["attribute_type", "begins_with", "contains"];

/** Reads the condition of a WHERE clause. @throws WireError */
export function parseWhere(reader: StatementReader, given: Parameters): BoundCondition {
  let left = both(reader, given);
  while (reader.acceptWords("OR")) left = { kind: "or", left, right: both(reader, given) };
  return left;
}

function both(reader: StatementReader, given: Parameters): BoundCondition {
  let left = negated(reader, given);
  while (reader.acceptWords("AND")) left = { kind: "and", left, right: negated(reader, given) };
  return left;
}

function negated(reader: StatementReader, given: Parameters): BoundCondition {
  if (reader.acceptWords("NOT")) return { kind: "not", condition: negated(reader, given) };
  if (reader.accept("(")) {
    const inner = parseWhere(reader, given);
    reader.expect(")");
    return inner;
  }
  return comparison(reader, given);
}

function comparison(reader: StatementReader, given: Parameters): BoundCondition {
  const operand = parseOperand(reader, given);
  if (operand.kind === "call" && operand.name !== "size") {
    return { kind: "test", name: operand.name, args: operand.args };
  }
  if (reader.acceptWords("IS")) {
    const not = reader.acceptWords("NOT");
    const condition = absence(reader, operand);
    return not ? { kind: "not", condition } : condition;
  }
  if (reader.acceptWords("BETWEEN")) {
    const low = parseOperand(reader, given);
    reader.expectWords("AND");
    return { kind: "between", operand, low, high: parseOperand(reader, given) };
  }
  if (reader.acceptWords("IN")) {
    const end = reader.accept("[") ? "]" : ")";
    if (end === ")") reader.expect("(");
    const choices = list(reader, given, end).map((value): BoundOperand => ({ kind: "literal", value }));
    return { kind: "in", operand, choices };
  }
  const operator = comparators[reader.next().text];
  if (operator === undefined) return reader.fail();
  reader.take();
  return { kind: "compare", operator, left: operand, right: parseOperand(reader, given) };
}

function absence(reader: StatementReader, operand: BoundOperand): BoundCondition {
  if (reader.acceptWords("MISSING")) return { kind: "test", name: "attribute_not_exists", args: [operand] };
  reader.expectWords("NULL");
  return { kind: "compare", operator: "=", left: operand, right: { kind: "literal", value: { NULL: true } } };
}

/** A value, a path, or a function of them. @throws WireError */
export function parseOperand(reader: StatementReader, given: Parameters): BoundOperand {
  if (atValue(reader)) return { kind: "literal", value: parseValue(reader, given) };
  const quoted = reader.next().kind === "quoted";
  const name = reader.name();
  if (quoted || !reader.accept("(")) return { kind: "path", parts: parsePath(reader, name) };
  const lower = name.toLowerCase();
  if (lower !== "size" && !tests.includes(lower)) return reader.fail();
  const args = [parseOperand(reader, given)];
  while (reader.accept(",")) args.push(parseOperand(reader, given));
  reader.expect(")");
  return { kind: "call", name: lower, args };
}

/** A document path, of which the first name has been read. @throws WireError */
export function parsePath(reader: StatementReader, first: string): Parts {
  const parts: (string | number)[] = [first];
  while (true) {
    if (reader.accept(".")) parts.push(reader.name());
    else if (reader.accept("[")) {
      const { kind, text } = reader.take();
      if (kind !== "number") return reader.fail();
      parts.push(Number(text));
      reader.expect("]");
    } else return parts;
  }
}
