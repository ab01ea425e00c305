/**
 * Extracts what CloudFormation knows of the supported resource types (properties, their types, which changes replace,
 * attributes) from AWS's published resource specification, into `src/local/services/cloudformation/resource-spec.gen.json`.
 *
 * `npm run resource-spec` writes; `-- --check` fails on drift.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import type { Property, PropertyType } from "@aws-cdk/service-spec-types";
import { supportedResourceTypes } from "./resource-types.ts";

/** `string`, `number`, `boolean`, `json`, `#Type`, a list `[element]` or a map `{value}`. */
type SpecType = string;

interface SpecProperty {
  readonly type: SpecType;
  readonly required?: true;
  /** Absent: updated in place. */
  readonly replaces?: "always" | "sometimes";
}

const path = join(import.meta.dirname, "../src/local/services/cloudformation/resource-spec.gen.json");
const database = await loadAwsServiceSpec();
const types: Record<string, Record<string, SpecProperty>> = {};
const resources = Object.fromEntries(supportedResourceTypes.map((type) => [type, resource(type)]));
const text = print({
  resources,
  types: Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1))),
});

if (!process.argv.includes("--check")) writeFileSync(path, text);
else if (readFileSync(path, "utf8") !== text) {
  console.error("resource-spec.gen.json is out of date: npm run resource-spec");
  process.exitCode = 1;
}
console.log(`${supportedResourceTypes.length} resource types, ${(text.length / 1024).toFixed(0)} KB`);

function resource(cloudFormationType: string) {
  const [found] = database.lookup("resource", "cloudFormationType", "equals", cloudFormationType);
  if (found === undefined) throw new Error(`AWS has no resource type ${cloudFormationType}`);
  return {
    properties: properties(found.properties, cloudFormationType),
    attributes: Object.keys(found.attributes).sort(),
  };
}

function properties(all: Readonly<Record<string, Property>>, owner: string): Record<string, SpecProperty> {
  return Object.fromEntries(
    Object.entries(all)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, property]) => [
        name,
        {
          type: typeName(property.type, owner),
          ...(property.required ? { required: true } : {}),
          ...(property.causesReplacement === "yes" ? { replaces: "always" } : {}),
          ...(property.causesReplacement === "maybe" ? { replaces: "sometimes" } : {}),
        } as SpecProperty,
      ]),
  );
}

function typeName(type: PropertyType, owner: string): SpecType {
  switch (type.type) {
    case "array":
      return `[${typeName(type.element, owner)}]`;
    case "map":
      return `{${typeName(type.element, owner)}}`;
    case "ref": {
      const definition = database.get("typeDefinition", type.reference.$ref);
      const name = `${owner}.${definition.name}`;
      if (!(name in types)) {
        types[name] = {};
        types[name] = properties(definition.properties, owner);
      }
      return `#${name}`;
    }
    case "union":
      return "any";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "json":
      return "json";
    case "date-time":
    case "string":
      return "string";
    default:
      return "any";
  }
}

function print({ resources, types }: { resources: object; types: object }): string {
  const lines = (entries: object) =>
    Object.entries(entries)
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(",\n");
  return `{\n  "resources": {\n${lines(resources)}\n  },\n  "types": {\n${lines(types)}\n  }\n}\n`;
}
