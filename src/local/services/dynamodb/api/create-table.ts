import type { CreateTableInput, CreateTableOutput } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { tableAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter, resourceInUse } from "../errors.ts";
import { checkConstraints } from "../items/constraints.ts";
import { describe } from "../tables/describe.ts";
import { readGlobalIndex, readLocalIndex } from "../tables/read-index.ts";
import { checkIndexes, readAttributes, readKeySchema } from "../tables/read-schema.ts";
import {
  readBilling,
  readEncryption,
  readStreamView,
  readTags,
  readThroughput,
  refuse,
  startStream,
} from "../tables/read-settings.ts";
import { type Attribute, keyNames, type Table } from "../tables/table.ts";

const refused = [
  "GlobalTableSourceArn",
  "GlobalTableSettingsReplicationMode",
  "ResourcePolicy",
  "VectorIndexes",
];

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createTable = (engine: Engine): Operation<CreateTableInput, CreateTableOutput> => ({
  access: (input) => [
    tableAccess(engine, "CreateTable", input.TableName),
    ...((input.Tags ?? []).length > 0 ? [tableAccess(engine, "TagResource", input.TableName)] : []),
  ],

  handle(input) {
    const { state } = engine;
    checkConstraints({ TableName: input.TableName });
    refuse("CreateTable", input, refused);
    const bare = readTable(engine, input);
    if (state.find(bare.name) !== undefined) throw resourceInUse(`Table already exists: ${bare.name}`);
    const view = input.StreamSpecification ? readStreamView(input.StreamSpecification) : null;
    const table = state.transaction(() => {
      const numbered: Table = {
        ...bare,
        number: state.nextNumber(),
        indexes: bare.indexes.map((index) => ({ ...index, number: state.nextNumber() })),
      };
      const whole = view === null ? numbered : { ...numbered, stream: startStream(engine, numbered, view) };
      state.create(whole);
      return whole;
    });
    // The answer says CREATING, as AWS's does; whoever asks next is told ACTIVE.
    const indexStatus = Object.fromEntries(table.indexes.map(({ name }) => [name, "CREATING" as const]));
    return { TableDescription: describe(engine, table, null, "CREATING", indexStatus) };
  },
});

function readTable(engine: Engine, input: CreateTableInput): Table {
  const { context } = engine;
  const billing = readBilling(input.BillingMode);
  const throughput = readThroughput(billing, input.ProvisionedThroughput);
  const attributes = readAttributes(input.AttributeDefinitions ?? []);
  const keys = readKeySchema(input.KeySchema ?? [], attributes, false);
  const base = {
    attributes,
    billing,
    hash: keys.hash[0] as Attribute,
    range: keys.range[0] ?? null,
  };
  if (input.LocalSecondaryIndexes?.length === 0) {
    throw invalidParameter("List of LocalSecondaryIndexes is empty");
  }
  if (input.GlobalSecondaryIndexes?.length === 0) {
    throw invalidParameter("List of GlobalSecondaryIndexes is empty");
  }
  const indexes = [
    ...(input.LocalSecondaryIndexes ?? []).map((index) => readLocalIndex(index, base, 0)),
    ...(input.GlobalSecondaryIndexes ?? []).map((index) => readGlobalIndex(index, base, 0)),
  ];
  const now = context.clock.now();
  const table: Table = {
    ...base,
    name: input.TableName ?? "",
    id: context.ids.uuid(),
    number: 0,
    createdAt: now,
    indexes,
    payPerRequestSince: billing === "PAY_PER_REQUEST" ? now : null,
    throughput,
    tableClass: input.TableClass === undefined ? null : (input.TableClass as Table["tableClass"]),
    encryption: readEncryption(engine, input.SSESpecification),
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    stream: null,
    timeToLive: null,
    recovery: null,
    tags: readTags(input.Tags),
    ...(input.OnDemandThroughput && { onDemand: input.OnDemandThroughput }),
    ...(input.WarmThroughput && { warm: input.WarmThroughput }),
  };
  checkIndexes(indexes, attributes, keyNames(table, null));
  return table;
}
