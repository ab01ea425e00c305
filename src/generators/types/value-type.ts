import type { Field, FieldType, ScalarName } from "../../definition/ir.ts";
import { objectInputName } from "../graphql/names.ts";
import { identifier } from "./print/identifier.ts";

const scalars: Readonly<Record<ScalarName, string>> = {
  text: "string",
  integer: "number",
  decimal: "number",
  money: "number",
  boolean: "boolean",
  date: "string",
  time: "string",
  dateTime: "string",
  email: "string",
  url: "string",
  phone: "string",
  json: "runtime.Json",
  id: "string",
};

/** What cannot be seen in the type, for the fields where people guess wrong. */
const remarks: Readonly<Partial<Record<ScalarName, string>>> = {
  money: "Whole minor units: cents.",
  date: "2026-12-31",
  time: "08:30:00.000",
  dateTime: "ISO 8601 in UTC.",
};

/** How a type of the user's is named from where the text stands: `Address`, `types.Address`. */
export type Scope = "" | "types.";

/** The TypeScript type of a field that is read: objects in their complete form. */
export function outputType(field: Field, scope: Scope): string {
  return withList(
    field,
    single(field.type, scope, (object) => object),
  );
}

/** The TypeScript type of a field that is written: objects may leave optional fields out. */
export function inputType(field: Field, scope: Scope): string {
  return withList(field, single(field.type, scope, objectInputName));
}

/** @returns the description of a field, with a remark about its format */
export function describe({ description, type }: Field): string | null {
  const remark = type.kind === "scalar" ? (remarks[type.scalar] ?? null) : null;
  return [description, remark].filter((part) => part !== null).join("\n") || null;
}

/** The type of one value that an index, a unique constraint or a filter compares. */
export function singleType(type: FieldType, scope: Scope): string {
  return single(type, scope, (object) => object);
}

function single(type: FieldType, scope: Scope, nameObject: (name: string) => string): string {
  if (type.kind === "scalar") return scalars[type.scalar];
  if (type.kind === "enum") return scope + identifier(type.enum);
  return type.kind === "object" ? scope + identifier(nameObject(type.object)) : "runtime.StoredFile";
}

function withList({ list }: Field, type: string): string {
  return list ? `readonly ${type}[]` : type;
}
