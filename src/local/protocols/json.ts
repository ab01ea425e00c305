import { WireError } from "../kernel/wire-error.ts";
import { JsonText } from "./json-text.ts";
import type { Member, ServiceModel, Shape } from "./model.ts";
import { readTimestamp, writeTimestamp } from "./timestamps.ts";

/** Deeper bodies are refused before they can exhaust the stack. DynamoDB itself stops at 32 levels of nesting. */
const deepest = 128;

/**
 * Reads a JSON body by its shape: base64 becomes `Uint8Array`, timestamps become `Date`, types are checked. Members the
 * shape does not know are dropped, as AWS does; `null` counts as absent.
 *
 * @throws WireError SerializationException
 */
export function decodeJson(model: ServiceModel, shape: string, value: unknown): Record<string, unknown> {
  return decodeShape(model, shape, value, 0) as Record<string, unknown>;
}

function decodeShape(model: ServiceModel, name: string, value: unknown, depth: number): unknown {
  if (depth > deepest) throw new WireError("SerializationException", "The request is nested too deeply");
  const shape = model.shapes[name] as Shape;
  if (shape.kind === "list") {
    if (!Array.isArray(value)) throw wrongType("list", value);
    return value.map((element) => decodeMember(model, shape.member, element, depth));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrongType(shape.kind === "map" ? "map" : "structure", value);
  }
  const result: Record<string, unknown> = {};
  if (shape.kind === "map") {
    for (const [key, element] of Object.entries(value)) {
      if (element !== null) define(result, key, decodeMember(model, shape.value, element, depth));
    }
    return result;
  }
  for (const [key, member] of membersOf(model, shape, value)) {
    const element = (value as Record<string, unknown>)[jsonKey(model, key, member)];
    if (element !== undefined && element !== null) result[key] = decodeMember(model, member, element, depth);
  }
  return result;
}

function decodeMember(model: ServiceModel, member: Member, value: unknown, depth: number): unknown {
  if (member.type.startsWith("#")) return decodeShape(model, member.type.slice(1), value, depth + 1);
  switch (member.type) {
    case "blob":
    case "stream":
      if (typeof value !== "string") throw wrongType("blob", value);
      return Buffer.from(value, "base64");
    case "timestamp":
      return readTimestamp(value);
    case "number":
    case "integer":
      if (typeof value === "number") return value;
      if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
      throw wrongType("number", value);
    case "boolean":
      if (typeof value !== "boolean") throw wrongType("boolean", value);
      return value;
    case "string":
      if (typeof value !== "string") throw wrongType("string", value);
      return value;
    default:
      return value;
  }
}

/**
 * Writes a value as a JSON body by its shape. Absent members are left out.
 *
 * @returns a JSON-ready value
 */
export function encodeJson(model: ServiceModel, shape: string, value: unknown): unknown {
  const definition = model.shapes[shape] as Shape;
  if (definition.kind === "list")
    return (value as unknown[]).map((element) => encodeMember(model, definition.member, element));
  const result: Record<string, unknown> = {};
  if (definition.kind === "map") {
    for (const [key, element] of Object.entries(value as object)) {
      if (element !== undefined) define(result, key, encodeMember(model, definition.value, element));
    }
    return result;
  }
  for (const [key, member] of membersOf(model, definition, value as object)) {
    const element = (value as Record<string, unknown>)[key];
    if (element !== undefined && element !== null) {
      result[jsonKey(model, key, member)] = encodeMember(model, member, element);
    }
  }
  return result;
}

/**
 * The same as text, in one go: what is `JsonText` already is put in as it is.
 *
 * @returns JSON
 */
export function writeJson(model: ServiceModel, shape: string, value: unknown): string {
  if (value instanceof JsonText) return value.text;
  const definition = model.shapes[shape] as Shape;
  if (definition.kind === "list") {
    const elements = (value as unknown[]).map((element) => writeMember(model, definition.member, element));
    return `[${elements.join(",")}]`;
  }
  let text = "";
  const add = (key: string, member: string) => {
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${member}`;
  };
  if (definition.kind === "map") {
    for (const [key, element] of Object.entries(value as object)) {
      if (element !== undefined) add(key, writeMember(model, definition.value, element));
    }
  } else {
    for (const [key, member] of membersOf(model, definition, value as object)) {
      const element = (value as Record<string, unknown>)[key];
      if (element !== undefined && element !== null) {
        add(jsonKey(model, key, member), writeMember(model, member, element));
      }
    }
  }
  return `{${text}}`;
}

function writeMember(model: ServiceModel, member: Member, value: unknown): string {
  if (value !== null && member.type.startsWith("#")) return writeJson(model, member.type.slice(1), value);
  // A list's gap is null, as JSON has it.
  return JSON.stringify(encodeMember(model, member, value)) ?? "null";
}

/** Of each shape, once: they are asked for with every request. */
const entries = new WeakMap<object, [string, Member][]>();

function entriesOf(members: Readonly<Record<string, Member>>): [string, Member][] {
  let found = entries.get(members);
  if (found === undefined) {
    found = Object.entries(members);
    entries.set(members, found);
  }
  return found;
}

/** A union has one member of many (an attribute's value, of ten): what is there leads to it. */
function membersOf(
  model: ServiceModel,
  { kind, members }: Extract<Shape, { kind: "structure" | "union" }>,
  value: object,
): [string, Member][] {
  if (kind !== "union" || model.protocol !== "json") return entriesOf(members);
  const present: [string, Member][] = [];
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(members, key)) present.push([key, members[key] as Member]);
  }
  return present;
}

/** Services that moved from query to JSON (SQS, CloudWatch) still carry the names that members had in XML. */
function jsonKey(model: ServiceModel, key: string, member: Member): string {
  return model.protocol === "json" || member.in !== undefined ? key : (member.wire ?? key);
}

function encodeMember(model: ServiceModel, member: Member, value: unknown): unknown {
  if (value === null) return null;
  if (member.type.startsWith("#")) return encodeJson(model, member.type.slice(1), value);
  if (member.type === "blob" || member.type === "stream")
    return Buffer.from(value as Uint8Array).toString("base64");
  if (member.type === "timestamp") return writeTimestamp(value as Date, member.format ?? "epoch");
  return value;
}

/** Plain assignment, except that a key called `__proto__` stays a key. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

function wrongType(expected: string, value: unknown): WireError {
  const got = value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
  return new WireError("SerializationException", `Expected ${expected}, got ${got}`);
}
