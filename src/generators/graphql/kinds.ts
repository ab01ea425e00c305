import type { Field, FieldType, Model, ScalarName } from "../../definition/ir.ts";

/** GraphQL's name of each scalar. Money is whole minor units: a Float, because Int ends at 2,147,483,647. */
const scalars: Readonly<Record<ScalarName, string>> = {
  text: "String",
  integer: "Int",
  decimal: "Float",
  money: "Float",
  boolean: "Boolean",
  date: "AWSDate",
  time: "AWSTime",
  dateTime: "AWSDateTime",
  email: "AWSEmail",
  url: "AWSURL",
  phone: "AWSPhone",
  json: "AWSJSON",
  id: "ID",
};

/** How values are compared, which names the `<Kind>Condition` and `<Kind>Range` inputs. Parts of e-mail addresses are texts. */
export type Kind = "String" | "Int" | "Float" | "Boolean" | "ID" | "Date" | "Time" | "DateTime";

const kinds: Readonly<Record<Exclude<ScalarName, "json">, Kind>> = {
  text: "String",
  integer: "Int",
  decimal: "Float",
  money: "Float",
  boolean: "Boolean",
  date: "Date",
  time: "Time",
  dateTime: "DateTime",
  email: "String",
  url: "String",
  phone: "String",
  id: "ID",
};

/** The GraphQL type of one value of each kind. */
export const kindTypes: Readonly<Record<Kind, string>> = {
  String: "String",
  Int: "Int",
  Float: "Float",
  Boolean: "Boolean",
  ID: "ID",
  Date: "AWSDate",
  Time: "AWSTime",
  DateTime: "AWSDateTime",
};

/** The output type of one value. */
export function outputName(type: FieldType): string {
  if (type.kind === "scalar") return scalars[type.scalar];
  if (type.kind === "enum") return type.enum;
  return type.kind === "object" ? type.object : "File";
}

/** The kind of a scalar; null for what has no order and no conditions: json, objects, files and enums. */
export function kindOf(type: FieldType): Kind | null {
  return type.kind === "scalar" && type.scalar !== "json" ? kinds[type.scalar] : null;
}

const scalar = (name: ScalarName): FieldType => ({ kind: "scalar", scalar: name });

const systemTypes: Readonly<Record<string, FieldType>> = {
  id: scalar("id"),
  createdAt: scalar("dateTime"),
  updatedAt: scalar("dateTime"),
  deletedAt: scalar("dateTime"),
  createdBy: scalar("id"),
  version: scalar("integer"),
};

/** The type of a stored attribute: a field, a foreign key or one that every record has. */
export function attributeType(model: Model, attribute: string): FieldType {
  const field: Field | undefined = model.fields.find((each) => each.name === attribute);
  // Whatever is neither a field nor a system attribute is a foreign key.
  return field?.type ?? systemTypes[attribute] ?? scalar("id");
}
