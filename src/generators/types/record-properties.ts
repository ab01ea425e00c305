import type { Field, Model } from "../../definition/ir.ts";
import type { Property } from "./print/interface-text.ts";
import { describe, inputType, outputType } from "./value-type.ts";

/** A field of what is read: always there, null where it has no value. */
export function readProperty(field: Field): Property {
  const type = outputType(field, "");
  return { name: field.name, type: field.required ? type : `${type} | null`, description: describe(field) };
}

/** A field of what is written: may be left out where it is optional or has a default. */
export function writeProperty(field: Field): Property {
  const type = inputType(field, "");
  const needed = field.required && field.default === null;
  return {
    name: field.name,
    type: needed ? type : `${type} | null`,
    optional: !needed,
    description: describe(field),
  };
}

/** A field of an update: what is left out stays, null clears. */
function patchProperty(field: Field): Property {
  const type = inputType(field, "");
  return { name: field.name, type: field.required ? type : `${type} | null`, optional: true };
}

/** A stored record, in the order of the schema. */
export function recordProperties(model: Model): Property[] {
  return [
    { name: "id", type: "string" },
    ...(model.scope === "tenant" ? [{ name: "tenantId", type: "string" }] : []),
    ...model.fields.map(readProperty),
    ...foreignKeys(model).map(({ foreignKey, required }) => ({
      name: foreignKey,
      type: required ? "string" : "string | null",
    })),
    { name: "createdAt", type: "string" },
    { name: "updatedAt", type: "string" },
    { name: "createdBy", type: "string | null", description: "Null: the system." },
    { name: "version", type: "number", description: "Counts writes." },
    ...(model.softDelete === null ? [] : [{ name: "deletedAt", type: "string | null" }]),
  ];
}

export function createProperties(model: Model): Property[] {
  return [
    {
      name: "id",
      type: "string",
      optional: true,
      description: "A ULID of your own; otherwise one is made.",
    },
    ...model.fields.map(writeProperty),
    ...foreignKeys(model).map(({ foreignKey, required, description }) => ({
      name: foreignKey,
      type: required ? "string" : "string | null",
      optional: !required,
      description,
    })),
  ];
}

export function updateProperties(model: Model): Property[] {
  return [
    { name: "id", type: "string" },
    {
      name: "expectedVersion",
      type: "number",
      optional: true,
      description: "Refuse with Conflict where the record has another version by now.",
    },
    ...model.fields.map(patchProperty),
    ...foreignKeys(model).map(({ foreignKey, required }) => ({
      name: foreignKey,
      type: required ? "string" : "string | null",
      optional: true,
    })),
  ];
}

function foreignKeys(model: Model) {
  return model.relations.filter((relation) => relation.kind === "belongsTo");
}
