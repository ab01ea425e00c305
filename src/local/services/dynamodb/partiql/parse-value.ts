import { validation } from "../errors.ts";
import { type Item, setAttribute, type Value } from "../values/attribute-value.ts";
import { validateValue } from "../values/validate-value.ts";
import type { StatementReader } from "./reader.ts";

/** The parameters of a statement, taken one by one by its question marks. */
export interface Parameters {
  /** @throws WireError where there is none left */
  readonly take: () => Value;
  /** @throws WireError where some are left */
  readonly checkUsed: () => void;
}

export function parameters(given: readonly Value[] | undefined): Parameters {
  let used = 0;
  return {
    take() {
      const value = given?.[used];
      if (value === undefined) throw wrongCount();
      used += 1;
      return validateValue(value);
    },
    checkUsed() {
      if (used < (given?.length ?? 0)) throw wrongCount();
    },
  };
}

function wrongCount() {
  return validation("Number of parameters in request and statement don't match.");
}

/** Does a value begin here, rather than a name? */
export function atValue(reader: StatementReader): boolean {
  const { kind, text } = reader.next();
  if (kind === "string" || kind === "number") return true;
  if (kind === "symbol") return ["?", "[", "{", "<<", "-"].includes(text);
  return kind === "word" && /^(?:true|false|null)$/i.test(text);
}

/** Reads a literal or parameter. @throws WireError */
export function parseValue(reader: StatementReader, given: Parameters): Value {
  const { kind, text } = reader.take();
  if (kind === "string") return { S: text };
  if (kind === "number") return validateValue({ N: text });
  if (kind === "word") return /^null$/i.test(text) ? { NULL: true } : { BOOL: /^true$/i.test(text) };
  switch (text) {
    case "?":
      return given.take();
    case "-":
      return validateValue({ N: `-${reader.take().text}` });
    case "[":
      return { L: list(reader, given, "]") };
    case "<<":
      return validateValue(setOf(list(reader, given, ">>")));
    case "{":
      return { M: map(reader, given) };
    default:
      return reader.fail();
  }
}

export function list(reader: StatementReader, given: Parameters, end: string): Value[] {
  const elements: Value[] = [];
  if (reader.accept(end)) return elements;
  do elements.push(parseValue(reader, given));
  while (reader.accept(","));
  reader.expect(end);
  return elements;
}

function map(reader: StatementReader, given: Parameters): Item {
  const result: Item = {};
  if (reader.accept("}")) return result;
  do {
    const { kind, text } = reader.take();
    if (kind !== "string" && kind !== "quoted") return reader.fail();
    reader.expect(":");
    setAttribute(result, text, parseValue(reader, given));
  } while (reader.accept(","));
  reader.expect("}");
  return result;
}

function setOf(elements: readonly Value[]): Value {
  const strings = elements.flatMap(({ S }) => S ?? []);
  const numbers = elements.flatMap(({ N }) => N ?? []);
  const binaries = elements.flatMap(({ B }) => B ?? []);
  if (strings.length === elements.length) return { SS: strings };
  if (numbers.length === elements.length) return { NS: numbers };
  if (binaries.length === elements.length) return { BS: binaries };
  throw validation("Sets hold strings, numbers or binaries, all of one type");
}
