import type { Json } from "../../definition/ir.ts";
import type { FieldSpec, RelationSpec, ValueFieldSpec } from "./field-spec.ts";
import { escapeValue } from "./value-escapes.ts";

/**
 * A field as an argument of the command line, fit for every shell without quotes: the inverse of `parseFieldArgument`.
 * Prompts build the same arguments from answers, and messages show them as commands to copy.
 */
export function printFieldArgument(field: FieldSpec): string {
  const parts = field.kind === "value" ? valueParts(field) : relationParts(field);
  if (field.description !== null) parts.push(`describe=${escapeValue(field.description)}`);
  return [field.name, ...parts].join(":");
}

function valueParts(field: ValueFieldSpec): string[] {
  const { type, rules } = field;
  const parts = typeParts(type);
  for (const bound of ["min", "max", "minLength", "maxLength", "minItems", "maxItems"] as const) {
    if (rules[bound] !== null) parts.push(`${bound}=${rules[bound]}`);
  }
  if (rules.pattern !== null) parts.push(`pattern=${escapeValue(rules.pattern)}`);
  if (field.unique) parts.push("unique");
  if (field.list) parts.push("list");
  if (field.default !== null) parts.push(`default=${defaultText(field, field.default)}`);
  if (field.optional) parts.push("optional");
  return parts;
}

function typeParts(type: ValueFieldSpec["type"]): string[] {
  switch (type.kind) {
    case "scalar":
      return [type.scalar];
    case "file":
      return ["file"];
    case "oneOf":
      return ["oneOf", type.values.join(",")];
    case "named":
      return [type.name];
  }
}

function defaultText(field: ValueFieldSpec, value: Json): string {
  const one = (item: Json): string => {
    const isJson = field.type.kind === "scalar" && field.type.scalar === "json";
    return escapeValue(isJson ? JSON.stringify(item) : String(item));
  };
  return field.list && Array.isArray(value) ? value.map(one).join(",") : one(value);
}

function relationParts(field: RelationSpec): string[] {
  const parts: string[] = [field.kind, field.target];
  if (field.kind === "belongsTo") {
    if (field.optional) parts.push("optional");
    if (field.unique) parts.push("unique");
    if (field.onDelete !== null) parts.push(`onDelete=${field.onDelete}`);
    if (field.unindexed) parts.push("unindexed");
    if (field.inverse !== null) parts.push(`inverse=${field.inverse}`);
  } else if (field.kind === "manyToMany") {
    if (field.through !== null) parts.push(`through=${field.through}`);
    if (field.inverse !== null) parts.push(`inverse=${field.inverse}`);
  } else if (field.via !== null) {
    parts.push(`via=${field.via}`);
  }
  return parts;
}
