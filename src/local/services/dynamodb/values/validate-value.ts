import { invalidParameter, validation } from "../errors.ts";
import { type Item, setAttribute, type Value, type ValueType, valueTypes } from "./attribute-value.ts";
import { asText } from "./compare.ts";
import { normaliseNumber } from "./decimal.ts";

const deepestNesting = 32;

/**
 * Checks what a client sent and gives it back in the one form that is kept: numbers normalised, nothing shared with the
 * request.
 *
 * @throws WireError ValidationException in AWS's words
 */
export function validateItem(item: Item): Item {
  return readMap(item, 0);
}

export function validateValue(value: Value): Value {
  return readValue(value, 0);
}

function readMap(map: Item, depth: number): Item {
  const result: Item = {};
  for (const name of Object.keys(map)) setAttribute(result, name, readValue(map[name] as Value, depth));
  return result;
}

function readValue(value: Value, depth: number): Value {
  switch (onlyType(value)) {
    case "S":
      return { S: value.S as string };
    case "N":
      return { N: normaliseNumber(value.N as string) };
    case "B":
      return { B: value.B as Uint8Array };
    case "BOOL":
      return { BOOL: value.BOOL as boolean };
    case "NULL":
      if (value.NULL !== true)
        throw invalidParameter("Null attribute value types must have the value of true");
      return { NULL: true };
    case "SS":
      return { SS: strings(value.SS as string[]) };
    case "NS":
      return { NS: numbers(value.NS as string[]) };
    case "BS":
      return { BS: binaries(value.BS as Uint8Array[]) };
    case "L":
      checkDepth(depth);
      return { L: (value.L as Value[]).map((element) => readValue(element, depth + 1)) };
    case "M":
      checkDepth(depth);
      return { M: readMap(value.M as Item, depth + 1) };
  }
}

function onlyType(value: Value): ValueType {
  let found: ValueType | null = null;
  for (const type of Object.keys(value) as ValueType[]) {
    if (value[type] === undefined || !valueTypes.includes(type)) continue;
    if (found !== null) {
      throw validation(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
      );
    }
    found = type;
  }
  if (found === null) {
    throw validation("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  return found;
}

function strings(members: readonly string[]): string[] {
  if (members.length === 0) throw invalidParameter("An string set  may not be empty");
  if (new Set(members).size < members.length) {
    throw invalidParameter(`Input collection [${members.join(", ")}] contains duplicates.`);
  }
  return [...members];
}

function numbers(members: readonly string[]): string[] {
  if (members.length === 0) throw invalidParameter("An number set  may not be empty");
  const normal = members.map(normaliseNumber);
  if (new Set(normal).size < normal.length) throw validation("Input collection contains duplicates");
  return normal;
}

function binaries(members: readonly Uint8Array[]): Uint8Array[] {
  if (members.length === 0) throw invalidParameter("Binary sets should not be empty");
  if (new Set(members.map(asText)).size < members.length) {
    const shown = members.map((bytes) => Buffer.from(bytes).toString("base64")).join(", ");
    throw invalidParameter(`Input collection [${shown}]of type BS contains duplicates.`);
  }
  return [...members];
}

function checkDepth(depth: number): void {
  if (depth < deepestNesting) return;
  throw validation(
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
  );
}
