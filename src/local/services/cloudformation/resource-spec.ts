import { validationError } from "./errors.ts";
import spec from "./resource-spec.gen.json" with { type: "json" };
import { isRecord } from "./template/template.ts";

interface SpecProperty {
  readonly type: string;
  readonly required?: boolean;
  readonly replaces?: string;
}

type SpecProperties = Readonly<Record<string, SpecProperty>>;

const resources = spec.resources as unknown as Readonly<
  Record<string, { properties: SpecProperties; attributes: readonly string[] }>
>;
const types = spec.types as unknown as Readonly<Record<string, SpecProperties>>;

/** What a nested stack is in its parent. */
export const nestedStackType = "AWS::CloudFormation::Stack";

/** Types that AWS has without publishing a specification of them. */
const unspecified: readonly string[] = ["AWS::CDK::Metadata"];

/** @throws WireError where this cloud does not have the type at all */
export function knownType(type: string): void {
  if (Object.hasOwn(resources, type) || unspecified.includes(type)) return;
  throw validationError(
    `Template format error: Unrecognized resource types: [${type}] (the local cloud does not provide it; AWS may)`,
  );
}

/**
 * Checks resolved properties against AWS's specification: unknown names anywhere in them, missing required ones, wrong
 * basic types. CloudFormation converts between numbers, booleans and their texts, so those pass.
 *
 * @throws WireError naming the property's whole path
 */
export function checkProperties(
  type: string,
  logicalId: string,
  properties: Readonly<Record<string, unknown>>,
): void {
  const definition = resources[type];
  if (definition !== undefined) checkAgainst(definition.properties, properties, `${logicalId}/Properties`);
}

function checkAgainst(
  definition: SpecProperties,
  value: Readonly<Record<string, unknown>>,
  path: string,
): void {
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(definition, name))
      throw validationError(
        `Properties validation failed: #/${path}: extraneous key [${name}] is not permitted`,
      );
  }
  for (const [name, property] of Object.entries(definition)) {
    const item = value[name];
    if (item === undefined) {
      if (property.required)
        throw validationError(`Properties validation failed: #/${path}: required key [${name}] not found`);
    } else checkValue(property.type, item, `${path}/${name}`);
  }
}

function checkValue(type: string, value: unknown, path: string): void {
  if (type.startsWith("[")) {
    if (!Array.isArray(value))
      throw validationError(
        `Properties validation failed: #/${path}: expected type: JSONArray, found: ${kindOf(value)}`,
      );
    for (const [index, item] of value.entries()) checkValue(type.slice(1, -1), item, `${path}/${index}`);
  } else if (type.startsWith("{")) {
    // Tags are a map in the specification, but a list of Key and Value in templates.
    if (Array.isArray(value)) return;
    if (!isRecord(value))
      throw validationError(
        `Properties validation failed: #/${path}: expected type: JSONObject, found: ${kindOf(value)}`,
      );
    for (const [key, item] of Object.entries(value)) checkValue(type.slice(1, -1), item, `${path}/${key}`);
  } else if (type.startsWith("#")) {
    if (!isRecord(value))
      throw validationError(
        `Properties validation failed: #/${path}: expected type: JSONObject, found: ${kindOf(value)}`,
      );
    checkAgainst(types[type.slice(1)] ?? {}, value, path);
  } else if (
    (type === "string" || type === "number" || type === "boolean") &&
    (Array.isArray(value) || isRecord(value))
  ) {
    throw validationError(
      `Properties validation failed: #/${path}: expected type: ${type}, found: ${kindOf(value)}`,
    );
  } else if (type === "number" && Number.isNaN(Number(value))) {
    throw validationError(`Properties validation failed: #/${path}: expected type: Number, found: String`);
  }
}

/** Does the type carry tags? Those of its stack then go to it too. */
export function isTaggable(type: string): boolean {
  return resources[type]?.properties["Tags"] !== undefined;
}

/** Does a change of a top-level property replace the resource? */
export function recreation(type: string, property: string): "Never" | "Conditionally" | "Always" {
  const replaces = resources[type]?.properties[property]?.replaces;
  return replaces === "always" ? "Always" : replaces === "sometimes" ? "Conditionally" : "Never";
}

function kindOf(value: unknown): string {
  return Array.isArray(value)
    ? "JSONArray"
    : isRecord(value)
      ? "JSONObject"
      : typeof value === "string"
        ? "String"
        : typeof value;
}
