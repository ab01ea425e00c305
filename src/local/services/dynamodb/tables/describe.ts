import type {
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  OnDemandThroughput,
  ProvisionedThroughputDescription,
  TableDescription,
  TableStatus,
} from "@aws-sdk/client-dynamodb";
import type { Engine } from "../engine.ts";
import type { TableStorage } from "../storage/table-storage.ts";
import { type Attribute, type Index, type Table, type Throughput, tableArn } from "./table.ts";

/**
 * A table as AWS describes it.
 *
 * @param storage null: nothing is counted
 * @param indexStatus of indexes that are not simply ACTIVE, by name
 */
export function describe(
  { context }: Engine,
  table: Table,
  storage: TableStorage | null,
  status: TableStatus = "ACTIVE",
  indexStatus: Readonly<Record<string, "CREATING" | "DELETING" | "UPDATING">> = {},
): TableDescription {
  const arn = tableArn(table.name, context.region, context.accountId);
  const counted = storage?.count(null) ?? { count: 0, bytes: 0 };
  const described = table.indexes.map((index) => {
    const { count, bytes } = storage?.count(index.number) ?? { count: 0, bytes: 0 };
    return {
      index,
      description: {
        IndexName: index.name,
        KeySchema: keySchema(index.hash, index.range),
        Projection: {
          ProjectionType: index.projection.type,
          ...(index.projection.type === "INCLUDE" && { NonKeyAttributes: [...index.projection.attributes] }),
        },
        IndexSizeBytes: bytes,
        ItemCount: count,
        IndexArn: `${arn}/index/${index.name}`,
      } satisfies LocalSecondaryIndexDescription,
    };
  });
  const local = described.filter(({ index }) => !index.global).map(({ description }) => description);
  const global = described
    .filter(({ index }) => index.global)
    .map(({ index, description }) => ({ ...description, ...globalPart(index, indexStatus[index.name]) }));
  return {
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    TableName: table.name,
    KeySchema: keySchema([table.hash], table.range === null ? [] : [table.range]),
    TableStatus: status,
    CreationDateTime: new Date(table.createdAt),
    ProvisionedThroughput: throughput(table.throughput),
    TableSizeBytes: counted.bytes,
    ItemCount: counted.count,
    TableArn: arn,
    TableId: table.id,
    ...(table.billing === "PAY_PER_REQUEST" || table.payPerRequestSince !== null
      ? {
          BillingModeSummary: {
            BillingMode: table.billing,
            ...(table.payPerRequestSince !== null && {
              LastUpdateToPayPerRequestDateTime: new Date(table.payPerRequestSince),
            }),
          },
        }
      : {}),
    ...(local.length > 0 && { LocalSecondaryIndexes: local }),
    ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
    ...(table.stream !== null && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream.view },
      LatestStreamLabel: table.stream.label,
      LatestStreamArn: table.stream.arn,
    }),
    ...(table.encryption !== null && {
      SSEDescription: {
        Status: "ENABLED",
        SSEType: "KMS",
        ...(table.encryption.keyArn !== null && { KMSMasterKeyArn: table.encryption.keyArn }),
      },
    }),
    ...(table.tableClass !== null && { TableClassSummary: { TableClass: table.tableClass } }),
    ...(table.onDemand !== undefined && { OnDemandThroughput: table.onDemand as OnDemandThroughput }),
    WarmThroughput: {
      ...((table.warm as object | undefined) ?? { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 }),
      Status: "ACTIVE",
    },
    DeletionProtectionEnabled: table.deletionProtection,
  };
}

function globalPart(index: Index, status: GlobalSecondaryIndexDescription["IndexStatus"]) {
  return {
    IndexStatus: status ?? "ACTIVE",
    ...(status === "CREATING" && { Backfilling: false }),
    ProvisionedThroughput: throughput(index.throughput),
    ...(index.onDemand !== undefined && { OnDemandThroughput: index.onDemand as OnDemandThroughput }),
    WarmThroughput: {
      ...((index.warm as object | undefined) ?? { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 }),
      Status: "ACTIVE",
    },
  } satisfies GlobalSecondaryIndexDescription;
}

export function keySchema(hash: readonly Attribute[], range: readonly Attribute[]): KeySchemaElement[] {
  return [
    ...hash.map(({ name }) => ({ AttributeName: name, KeyType: "HASH" as const })),
    ...range.map(({ name }) => ({ AttributeName: name, KeyType: "RANGE" as const })),
  ];
}

function throughput({ read, write }: Throughput): ProvisionedThroughputDescription {
  return { NumberOfDecreasesToday: 0, ReadCapacityUnits: read, WriteCapacityUnits: write };
}
