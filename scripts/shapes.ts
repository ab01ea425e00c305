/**
 * Extracts the wire shapes of the operations that the local cloud supports from the schemas inside the official SDK
 * clients, into `src/local/services/<service>/model.gen.json`.
 *
 * `npm run shapes` writes; `npm run shapes -- --check` fails on drift.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { NormalizedSchema } from "@smithy/core/schema";
import type { Member, OperationModel, Protocol, ServiceModel, Shape } from "../src/local/protocols/model.ts";
import { supportedServices } from "./supported-operations.ts";

type OperationSchema = readonly [
  9,
  string,
  string,
  Record<string, unknown> | 0,
  () => unknown,
  () => unknown,
];
const require = createRequire(import.meta.url);
const servicesFolder = join(import.meta.dirname, "../src/local/services");

const protocols: Readonly<Record<string, Protocol>> = {
  AwsJson1_0Protocol: "json",
  AwsJson1_1Protocol: "json",
  AwsQueryProtocol: "query",
  AwsRestJsonProtocol: "restJson",
  S3RestXmlProtocol: "restXml",
};

let drifted = false;
for (const service of supportedServices) {
  const path = join(servicesFolder, service.folder, `${service.file ?? "model"}.gen.json`);
  const text = print(extract(service));
  if (process.argv.includes("--check")) {
    if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
      console.error(`${path} is out of date: npm run shapes`);
      drifted = true;
    }
    continue;
  }
  mkdirSync(join(servicesFolder, service.folder), { recursive: true });
  writeFileSync(path, text);
  console.log(
    `${service.folder}: ${service.operations.length} operations, ${(text.length / 1024).toFixed(0)} KB`,
  );
}
process.exitCode = drifted ? 1 : 0;

function extract(service: (typeof supportedServices)[number]): ServiceModel {
  const sdk = require(`@aws-sdk/client-${service.client}`) as Record<string, unknown>;
  const Client = Object.entries(sdk).find(
    ([name]) => /^[A-Za-z0-9]+Client$/.test(name) && name !== "__Client",
  )?.[1] as new (
    options: object,
  ) => {
    config: {
      protocol: object;
      protocolSettings: { version: string; serviceTarget: string; xmlNamespace?: string };
    };
  };
  const { config } = new Client({
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const schemas = Object.values(sdk).filter(
    (value): value is OperationSchema => Array.isArray(value) && value[0] === 9,
  );
  const byName = new Map(schemas.map((schema) => [schema[2], schema]));
  const shapes: Record<string, Shape> = {};
  const operations: Record<string, OperationModel> = {};
  for (const name of [...service.operations].sort()) {
    const schema = byName.get(name);
    if (schema === undefined) throw new Error(`${service.client} has no operation ${name}`);
    const traits = schema[3] === 0 ? {} : schema[3];
    const http = traits["http"] as OperationModel["http"];
    operations[name] = {
      input: visit(NormalizedSchema.of(schema[4] as never), shapes),
      output: visit(NormalizedSchema.of(schema[5] as never), shapes),
      ...(http && config.protocol.constructor.name.includes("Rest") ? { http } : {}),
    };
  }
  return {
    signingName: service.signingName,
    protocol: protocols[config.protocol.constructor.name] as Protocol,
    apiVersion: config.protocolSettings.version,
    target: config.protocolSettings.serviceTarget,
    xmlNamespace: config.protocolSettings.xmlNamespace ?? "",
    operations,
    unsupported: [...byName.keys()].filter((name) => !service.operations.includes(name)).sort(),
    shapes: Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Records a structure, list or map under its name; answers the name, or null for the unit type. */
function visit(schema: NormalizedSchema, shapes: Record<string, Shape>): string | null {
  if (schema.isUnitSchema()) return null;
  const name = nameOf(schema);
  if (name in shapes) return name;
  if (schema.isListSchema()) {
    shapes[name] = { kind: "list", member: { type: "string" } };
    shapes[name] = { kind: "list", member: member(schema.getValueSchema(), shapes) };
  } else if (schema.isMapSchema()) {
    shapes[name] = { kind: "map", key: { type: "string" }, value: { type: "string" } };
    shapes[name] = {
      kind: "map",
      key: member(schema.getKeySchema(), shapes),
      value: member(schema.getValueSchema(), shapes),
    };
  } else {
    const kind = schema.isUnionSchema() ? "union" : "structure";
    shapes[name] = { kind, members: {} };
    const required = requiredCount(schema);
    const members: Record<string, Member> = {};
    let position = 0;
    for (const [memberName, memberSchema] of schema.structIterator()) {
      const described = member(memberSchema, shapes, memberName);
      members[memberName] = position < required ? { ...described, required: true } : described;
      position += 1;
    }
    const xmlName = schema.getMergedTraits().xmlName as string | undefined;
    shapes[name] = { kind, members, ...(xmlName && kind === "structure" ? { xmlName } : {}) } as Shape;
  }
  return name;
}

function nameOf(schema: NormalizedSchema): string {
  const raw = schema.getSchema() as unknown;
  if (typeof raw === "number") {
    // An anonymous list or map of a simple type: a bit above the element type says which.
    return schema.isMapSchema()
      ? `MapOf${simple(schema.getValueSchema())}`
      : `ListOf${simple(schema.getValueSchema())}`;
  }
  return (raw as unknown[])[2] as string;
}

/** Required members come first; the seventh entry of a structure's schema says how many they are. */
function requiredCount(schema: NormalizedSchema): number {
  return ((schema.getSchema() as unknown as unknown[])[6] as number | undefined) ?? 0;
}

function member(schema: NormalizedSchema, shapes: Record<string, Shape>, memberName?: string): Member {
  const traits = schema.getMergedTraits() as Record<string, unknown>;
  const aggregate = schema.isListSchema() || schema.isMapSchema() || schema.isStructSchema();
  const type = aggregate ? (`#${visit(schema, shapes)}` as const) : simple(schema);
  const place = placeOf(traits);
  const wire = (traits["httpHeader"] ??
    traits["httpPrefixHeaders"] ??
    traits["httpQuery"] ??
    traits["jsonName"] ??
    traits["xmlName"]) as string | undefined;
  const own = (schema.getMemberTraits() as Record<string, unknown>)["xmlName"] as string | undefined;
  const wireName =
    aggregate && place === undefined ? (own ?? (traits["jsonName"] as string | undefined)) : wire;
  const format = schema.isTimestampSchema()
    ? timestampFormat(schema.getSchema() as unknown as number)
    : undefined;
  return {
    type,
    ...(format ? { format } : {}),
    ...(place ? { in: place } : {}),
    ...(wireName !== undefined && wireName !== memberName ? { wire: wireName } : {}),
    ...(traits["xmlFlattened"] ? { flattened: true } : {}),
    ...(traits["xmlAttribute"] ? { attribute: true } : {}),
    ...(schema.isStreaming() && aggregate ? { events: true } : {}),
  };
}

function placeOf(traits: Record<string, unknown>): Member["in"] {
  if (traits["httpLabel"]) return "label";
  if (traits["httpQuery"]) return "query";
  if (traits["httpQueryParams"]) return "queryParams";
  if (traits["httpHeader"]) return "header";
  if (traits["httpPrefixHeaders"] !== undefined) return "prefixHeaders";
  if (traits["httpPayload"]) return "payload";
  if (traits["httpResponseCode"]) return "status";
  return undefined;
}

function timestampFormat(schema: number): Member["format"] {
  return ({ 5: "dateTime", 6: "httpDate", 7: "epoch" } as const)[schema as 5 | 6 | 7];
}

function simple(schema: NormalizedSchema): Exclude<Member["type"], `#${string}`> {
  if (schema.isUnitSchema()) return "unit";
  if (schema.isBlobSchema()) return schema.isStreaming() ? "stream" : "blob";
  if (schema.isBooleanSchema()) return "boolean";
  if (schema.isTimestampSchema()) return "timestamp";
  if (schema.isDocumentSchema()) return "json";
  if (schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) return "number";
  return "string";
}

/** One line a shape: small, and a diff says what changed. */
function print(model: ServiceModel): string {
  const { operations, shapes, ...rest } = model;
  const lines = (entries: object) =>
    Object.entries(entries)
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(",\n");
  const head = Object.entries(rest).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${head.join(",\n")},\n  "operations": {\n${lines(operations)}\n  },\n  "shapes": {\n${lines(shapes)}\n  }\n}\n`;
}
