import type {
  AttributeDefinition,
  KeySchemaElement,
  Projection as ProjectionInput,
} from "@aws-sdk/client-dynamodb";
import { constraint, invalidParameter, validation } from "../errors.ts";
import { failed } from "../items/constraints.ts";
import type { KeyType } from "../values/key-encoding.ts";
import type { Attribute, Index, Projection } from "./table.ts";

const mostKeyAttributes = 4;

/** @throws WireError where an attribute's type is none of S, N and B, or one is defined twice */
export function readAttributes(definitions: readonly AttributeDefinition[]): Attribute[] {
  const attributes = definitions.map(({ AttributeName, AttributeType }, position) => {
    if (AttributeType !== "S" && AttributeType !== "N" && AttributeType !== "B") {
      throw constraint(
        failed(
          `attributeDefinitions.${position + 1}.member.attributeType`,
          AttributeType,
          "Member must satisfy enum value set: [B, N, S]",
        ),
      );
    }
    return { name: AttributeName ?? "", type: AttributeType as KeyType };
  });
  const names = attributes.map(({ name }) => name);
  const twice = names.find((name, position) => names.indexOf(name) < position);
  if (twice !== undefined) {
    throw invalidParameter(`Cannot specify AttributeDefinition with the same name twice: ${twice}`);
  }
  return attributes;
}

/**
 * Reads a table's or index's key schema.
 *
 * @param several whether more than one attribute of each kind may be given (global indexes)
 * @throws WireError ValidationException
 */
export function readKeySchema(
  schema: readonly KeySchemaElement[],
  attributes: readonly Attribute[],
  several: boolean,
): { hash: Attribute[]; range: Attribute[] } {
  const names = schema.map(({ AttributeName }) => AttributeName ?? "");
  const most = several ? 2 * mostKeyAttributes : 2;
  if (schema.length === 0 || schema.length > most) {
    throw constraint(
      failed(
        "keySchema",
        `[${names.join(", ")}]`,
        schema.length === 0
          ? "Member must have length greater than or equal to 1"
          : `Member must have length less than or equal to ${most}`,
      ),
    );
  }
  const defined = attributes.map(({ name }) => name);
  if (names.some((name) => !defined.includes(name))) {
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${names.join(", ")}], AttributeDefinitions: [${defined.join(", ")}]`,
    );
  }
  if (new Set(names).size < names.length) {
    throw validation("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (schema[0]?.KeyType !== "HASH") {
    throw validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  const ofKind = (kind: string) =>
    schema
      .filter(({ KeyType }) => KeyType === kind)
      .map(({ AttributeName }) => attributes.find(({ name }) => name === AttributeName) as Attribute);
  const [hash, range] = [ofKind("HASH"), ofKind("RANGE")];
  if (!several && schema[1] !== undefined && schema[1].KeyType !== "RANGE") {
    throw validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  const hashFirst = schema.findIndex(({ KeyType }) => KeyType === "RANGE");
  if (hashFirst >= 0 && schema.slice(hashFirst).some(({ KeyType }) => KeyType === "HASH")) {
    throw validation("Invalid KeySchema: HASH key elements must come before RANGE key elements");
  }
  if (hash.length > mostKeyAttributes || range.length > mostKeyAttributes) {
    throw validation(
      `Invalid KeySchema: At most ${mostKeyAttributes} attributes of each key type are allowed`,
    );
  }
  return { hash, range };
}

/** @throws WireError ValidationException */
export function readProjection(input: ProjectionInput | undefined): Projection {
  const type = input?.ProjectionType;
  if (type !== "ALL" && type !== "KEYS_ONLY" && type !== "INCLUDE") {
    throw invalidParameter(`Unknown ProjectionType: ${type ?? "null"}`);
  }
  const attributes = input?.NonKeyAttributes;
  if (type === "INCLUDE") {
    if (attributes === undefined || attributes.length === 0) {
      throw invalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
    }
    return { type, attributes };
  }
  if (attributes !== undefined) {
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
  return { type, attributes: [] };
}

const mostProjected = 100;

/** Limits that hold over all indexes of a table. @throws WireError */
export function checkIndexes(
  indexes: readonly Index[],
  attributes: readonly Attribute[],
  keys: readonly string[],
): void {
  const names = indexes.map(({ name }) => name);
  const twice = names.find((name, position) => names.indexOf(name) < position);
  if (twice !== undefined) throw invalidParameter(`Duplicate index name: ${twice}`);
  if (indexes.filter(({ global }) => !global).length > 5) {
    throw invalidParameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
  }
  if (indexes.filter(({ global }) => global).length > 20) {
    throw invalidParameter("GlobalSecondaryIndex count exceeds the per-table limit of 20");
  }
  if (indexes.reduce((sum, { projection }) => sum + projection.attributes.length, 0) > mostProjected) {
    throw invalidParameter("The number of projected attributes over all indexes exceeds the limit of 100");
  }
  const used = new Set([
    ...keys,
    ...indexes.flatMap(({ hash, range }) => [...hash, ...range].map(({ name }) => name)),
  ]);
  if (attributes.some(({ name }) => !used.has(name))) {
    throw indexes.length === 0
      ? invalidParameter(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
        )
      : invalidParameter(
          `Some AttributeDefinitions are not used. AttributeDefinitions: [${attributes.map(({ name }) => name).join(", ")}], keys used: [${[...used].join(", ")}]`,
        );
  }
}
