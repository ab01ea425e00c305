import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { isMap, type Plain } from "../runtime/plain.ts";

export type Item = Record<string, AttributeValue>;

/** AppSync's typed values (`{ N: 1 }`, `{ NULL: null }`, base64 binaries) as the SDK wants them. */
export function toItem(values: unknown): Item {
  if (!isMap(values)) throw new Error(`Expected typed values, got ${JSON.stringify(values)}`);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toAttribute(value, name)]));
}

function toAttribute(value: unknown, name: string): AttributeValue {
  const [type, inner] = isMap(value) ? (Object.entries(value)[0] ?? []) : [];
  switch (type) {
    case "S":
      if (typeof inner !== "string")
        throw new Error(`${name}: { S } needs a string, got ${JSON.stringify(inner)}`);
      return { S: inner };
    case "N":
      if (!Number.isFinite(Number(inner)))
        throw new Error(`${name}: { N } needs a number, got ${JSON.stringify(inner)}`);
      return { N: String(inner) };
    case "BOOL":
      return { BOOL: inner === true };
    case "NULL":
      return { NULL: true };
    case "B":
      return { B: Buffer.from(String(inner), "base64") };
    case "SS":
      return { SS: list(inner).map(String) };
    case "NS":
      return { NS: list(inner).map(String) };
    case "BS":
      return { BS: list(inner).map((each) => Buffer.from(String(each), "base64")) };
    case "L":
      return { L: list(inner).map((each, position) => toAttribute(each, `${name}[${position}]`)) };
    case "M":
      return { M: toItem(inner) };
    default:
      throw new Error(`${name}: expected a typed DynamoDB value, got ${JSON.stringify(value)}`);
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** An item as `ctx.result` shows it: plain JavaScript values. */
export function fromItem(item: Item): Plain {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fromAttribute(value)]));
}

function fromAttribute(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L !== undefined) return value.L.map(fromAttribute);
  if (value.M !== undefined) return fromItem(value.M);
  if (value.SS !== undefined) return value.SS;
  if (value.NS !== undefined) return value.NS.map(Number);
  if (value.B !== undefined) return Buffer.from(value.B).toString("base64");
  return (value.BS ?? []).map((each) => Buffer.from(each).toString("base64"));
}
