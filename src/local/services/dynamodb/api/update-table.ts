import type { UpdateTableInput, UpdateTableOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { tableAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { validation } from "../errors.ts";
import { changeIndexes, type IndexStatus } from "../tables/change-indexes.ts";
import { describe } from "../tables/describe.ts";
import { readAttributes } from "../tables/read-schema.ts";
import {
  endStream,
  readBilling,
  readEncryption,
  readStreamView,
  readThroughput,
  refuse,
  startStream,
} from "../tables/read-settings.ts";
import { requireTable } from "../tables/require-table.ts";
import type { Table } from "../tables/table.ts";

const refused = [
  "ReplicaUpdates",
  "MultiRegionConsistency",
  "GlobalTableWitnessUpdates",
  "GlobalTableSettingsReplicationMode",
  "DisassociationProtectionEnabled",
  "VectorIndexUpdates",
];
const changes = [
  "BillingMode",
  "ProvisionedThroughput",
  "GlobalSecondaryIndexUpdates",
  "StreamSpecification",
  "SSESpecification",
  "TableClass",
  "DeletionProtectionEnabled",
  "OnDemandThroughput",
  "WarmThroughput",
];

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const updateTable = (engine: Engine): Operation<UpdateTableInput, UpdateTableOutput> => ({
  access: (input) => [tableAccess(engine, "UpdateTable", input.TableName)],

  handle(input) {
    const { table, storage } = requireTable(engine, input.TableName);
    refuse("UpdateTable", input, refused);
    if (changes.every((name) => (input as unknown as Record<string, unknown>)[name] === undefined)) {
      throw validation(
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
      );
    }
    const indexStatus: IndexStatus = {};
    engine.state.transaction(() => {
      const changed = changeStream(engine, changeSettings(engine, table, input), input);
      engine.state.change(changeIndexes(engine, changed, input, indexStatus));
    });
    const after = engine.state.find(table.name)?.table ?? table;
    // Indexes on their way out are still told of.
    const shown = {
      ...after,
      indexes: [...after.indexes, ...table.indexes.filter(({ name }) => indexStatus[name] === "DELETING")],
    };
    return {
      TableDescription: describe(engine, shown, table === after ? storage : null, "UPDATING", indexStatus),
    };
  },
});

function changeSettings(engine: Engine, table: Table, input: UpdateTableInput): Table {
  const billing = input.BillingMode === undefined ? table.billing : readBilling(input.BillingMode);
  const switched = billing !== table.billing;
  const throughput =
    input.ProvisionedThroughput !== undefined || switched
      ? readThroughput(billing, input.ProvisionedThroughput)
      : table.throughput;
  if (
    input.ProvisionedThroughput !== undefined &&
    !switched &&
    throughput.read === table.throughput.read &&
    throughput.write === table.throughput.write
  ) {
    throw validation(
      `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${throughput.read}. Requested ReadCapacityUnits: ${throughput.read}. Current WriteCapacityUnits provisioned for the table: ${throughput.write}. Requested WriteCapacityUnits: ${throughput.write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  }
  return {
    ...table,
    billing,
    throughput,
    attributes:
      input.AttributeDefinitions === undefined
        ? table.attributes
        : readAttributes(input.AttributeDefinitions),
    payPerRequestSince:
      switched && billing === "PAY_PER_REQUEST" ? engine.context.clock.now() : table.payPerRequestSince,
    indexes:
      switched && billing === "PAY_PER_REQUEST"
        ? table.indexes.map((index) => ({ ...index, throughput: { read: 0, write: 0 } }))
        : table.indexes,
    tableClass: (input.TableClass as Table["tableClass"] | undefined) ?? table.tableClass,
    encryption:
      input.SSESpecification === undefined
        ? table.encryption
        : readEncryption(engine, input.SSESpecification),
    deletionProtection: input.DeletionProtectionEnabled ?? table.deletionProtection,
    ...(input.OnDemandThroughput && { onDemand: input.OnDemandThroughput }),
    ...(input.WarmThroughput && { warm: input.WarmThroughput }),
  };
}

function changeStream(engine: Engine, table: Table, input: UpdateTableInput): Table {
  if (input.StreamSpecification === undefined) return table;
  const view = readStreamView(input.StreamSpecification);
  if (view !== null && table.stream !== null) {
    throw validation(`Table already has an enabled stream: TableName: ${table.name}`);
  }
  if (view === null && table.stream === null) {
    throw validation(`Table is not currently streaming: TableName: ${table.name}`);
  }
  if (table.stream !== null) endStream(engine, table.stream);
  return { ...table, stream: view === null ? null : startStream(engine, table, view) };
}
