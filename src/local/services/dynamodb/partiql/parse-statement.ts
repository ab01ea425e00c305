import type { BoundAction, BoundOperand } from "../expressions/bound.ts";
import { checkPathsDistinct } from "../expressions/project.ts";
import type { AssignedOf, Parts } from "../expressions/syntax.ts";
import type { Value } from "../values/attribute-value.ts";
import { atValue, type Parameters, parameters, parseValue } from "./parse-value.ts";
import { parseOperand, parsePath, parseWhere } from "./parse-where.ts";
import { malformed, readStatement, type StatementReader } from "./reader.ts";
import type { Returning, Select, Statement } from "./statement.ts";

/**
 * Parses a PartiQL statement.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
 *
 * @param values for its question marks
 * @throws WireError ValidationException
 */
export function parseStatement(text: string, values: readonly Value[] | undefined): Statement {
  const reader = readStatement(text);
  const given = parameters(values);
  const statement = parseAny(reader, given);
  if (reader.next().kind !== "end") reader.fail();
  given.checkUsed();
  return statement;
}

function parseAny(reader: StatementReader, given: Parameters): Statement {
  if (reader.acceptWords("SELECT")) return select(reader, given);
  if (reader.acceptWords("EXISTS")) {
    reader.expect("(");
    reader.expectWords("SELECT");
    const inner = select(reader, given);
    reader.expect(")");
    return { ...inner, exists: true };
  }
  if (reader.acceptWords("INSERT INTO")) {
    const table = reader.name();
    reader.expectWords("VALUE");
    const { M: item } = parseValue(reader, given);
    return item === undefined ? reader.fail() : { kind: "insert", table, item };
  }
  if (reader.acceptWords("UPDATE")) {
    const table = reader.name();
    const actions = updates(reader, given);
    const where = reader.acceptWords("WHERE") ? parseWhere(reader, given) : null;
    return { kind: "update", table, actions, where, returning: returning(reader) };
  }
  if (reader.acceptWords("DELETE FROM")) {
    const table = reader.name();
    const where = reader.acceptWords("WHERE") ? parseWhere(reader, given) : null;
    return { kind: "delete", table, where, returning: returning(reader) };
  }
  throw malformed("Expected data manipulation");
}

function select(reader: StatementReader, given: Parameters): Select {
  const projection = reader.accept("*") ? null : paths(reader);
  reader.expectWords("FROM");
  const table = reader.name();
  const index = reader.accept(".") ? reader.name() : null;
  const where = reader.acceptWords("WHERE") ? parseWhere(reader, given) : null;
  let descending = false;
  if (reader.acceptWords("ORDER BY")) {
    reader.name();
    descending = reader.acceptWords("DESC");
    if (!descending) reader.acceptWords("ASC");
  }
  return { kind: "select", table, index, projection, where, descending, exists: false };
}

function paths(reader: StatementReader): Parts[] {
  const found: Parts[] = [];
  do found.push(parsePath(reader, reader.name()));
  while (reader.accept(","));
  return found;
}

function updates(reader: StatementReader, given: Parameters): BoundAction[] {
  const actions: BoundAction[] = [];
  while (true) {
    if (reader.acceptWords("SET")) {
      do {
        const path = parsePath(reader, reader.name());
        reader.expect("=");
        actions.push(assignment(reader, path, given));
      } while (reader.accept(","));
    } else if (reader.acceptWords("REMOVE")) {
      do actions.push({ kind: "remove", path: parsePath(reader, reader.name()) });
      while (reader.accept(","));
    } else break;
  }
  if (actions.length === 0) reader.fail();
  checkPathsDistinct(actions.map(({ path }) => path));
  return actions;
}

function assignment(reader: StatementReader, path: Parts, given: Parameters): BoundAction {
  for (const [name, kind] of [
    ["set_add", "add"],
    ["set_delete", "delete"],
  ] as const) {
    if (!reader.acceptWords(name.toUpperCase())) continue;
    reader.expect("(");
    parsePath(reader, reader.name());
    reader.expect(",");
    const value: BoundOperand = { kind: "literal", value: parseValue(reader, given) };
    reader.expect(")");
    return { kind, path, value };
  }
  return { kind: "set", path, value: assigned(reader, given) };
}

function assigned(reader: StatementReader, given: Parameters): AssignedOf<BoundOperand> {
  const left = updateOperand(reader, given);
  const sign = reader.accept("+") ? "+" : reader.accept("-") ? "-" : null;
  return sign === null ? left : { kind: "arithmetic", sign, left, right: updateOperand(reader, given) };
}

function updateOperand(reader: StatementReader, given: Parameters): BoundOperand {
  if (atValue(reader)) return parseOperand(reader, given);
  for (const name of ["list_append", "if_not_exists"]) {
    if (!reader.acceptWords(name.toUpperCase())) continue;
    reader.expect("(");
    const first = updateOperand(reader, given);
    reader.expect(",");
    const second = updateOperand(reader, given);
    reader.expect(")");
    return { kind: "call", name, args: [first, second] };
  }
  return parseOperand(reader, given);
}

function returning(reader: StatementReader): Returning | null {
  if (!reader.acceptWords("RETURNING")) return null;
  const kinds: Readonly<Record<string, Returning>> = {
    "ALL OLD": "ALL_OLD",
    "ALL NEW": "ALL_NEW",
    "MODIFIED OLD": "UPDATED_OLD",
    "MODIFIED NEW": "UPDATED_NEW",
  };
  const found = Object.entries(kinds).find(([words]) => reader.acceptWords(words));
  if (found === undefined) return reader.fail();
  reader.expect("*");
  return found[1];
}
