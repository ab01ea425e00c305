import type {
  CreateGlobalSecondaryIndexAction,
  GlobalSecondaryIndex,
  LocalSecondaryIndex,
} from "@aws-sdk/client-dynamodb";
import { constraint, invalidParameter } from "../errors.ts";
import { nameProblems } from "../items/constraints.ts";
import { readKeySchema, readProjection } from "./read-schema.ts";
import { readThroughput } from "./read-settings.ts";
import type { Attribute, Index, Table } from "./table.ts";

type Base = Pick<Table, "attributes" | "hash" | "range" | "billing">;

/** @throws WireError ValidationException */
export function readGlobalIndex(
  input: GlobalSecondaryIndex | CreateGlobalSecondaryIndexAction,
  table: Base,
  number: number,
): Index {
  const name = indexName(input.IndexName);
  const keys = readKeySchema(input.KeySchema ?? [], table.attributes, true);
  if (table.billing === "PAY_PER_REQUEST" && input.ProvisionedThroughput !== undefined) {
    throw invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (table.billing === "PROVISIONED" && input.ProvisionedThroughput === undefined) {
    throw invalidParameter(`ProvisionedThroughput must be specified for index: ${name}`);
  }
  return {
    name,
    global: true,
    number,
    ...keys,
    projection: readProjection(input.Projection),
    throughput: readThroughput(table.billing, input.ProvisionedThroughput),
    ...(input.OnDemandThroughput && { onDemand: input.OnDemandThroughput }),
    ...(input.WarmThroughput && { warm: input.WarmThroughput }),
  };
}

/** @throws WireError ValidationException */
export function readLocalIndex(input: LocalSecondaryIndex, table: Base, number: number): Index {
  const name = indexName(input.IndexName);
  if (table.range === null) {
    throw invalidParameter(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  }
  const { hash, range } = readKeySchema(input.KeySchema ?? [], table.attributes, false);
  if (range.length === 0) {
    throw invalidParameter(`Index KeySchema does not have a range key for index: ${name}`);
  }
  const leading = hash[0] as Attribute;
  if (leading.name !== table.hash.name) {
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${leading.name}, table hash key: ${table.hash.name}`,
    );
  }
  return {
    name,
    global: false,
    number,
    hash,
    range,
    projection: readProjection(input.Projection),
    throughput: { read: 0, write: 0 },
  };
}

function indexName(name: string | undefined): string {
  const problems = nameProblems("indexName", name ?? "");
  if (problems.length > 0) throw constraint(...problems);
  return name as string;
}
