import type { GlobalSecondaryIndexUpdate, UpdateTableInput } from "@aws-sdk/client-dynamodb";
import type { Engine } from "../engine.ts";
import { invalidParameter, limitExceeded, resourceNotFound, validation } from "../errors.ts";
import { readGlobalIndex } from "./read-index.ts";
import { checkIndexes } from "./read-schema.ts";
import { readThroughput } from "./read-settings.ts";
import { keyNames, type Table } from "./table.ts";

export type IndexStatus = Record<string, "CREATING" | "DELETING" | "UPDATING">;

/**
 * Creates, deletes and changes global indexes of a table: at most one is created or deleted at a time.
 *
 * @param status is told what becomes of which index
 * @throws WireError
 */
export function changeIndexes(
  engine: Engine,
  table: Table,
  input: UpdateTableInput,
  status: IndexStatus,
): Table {
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  if (updates.filter(({ Create, Delete }) => Create ?? Delete).length > 1) {
    throw limitExceeded(
      "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    );
  }
  const changed = updates.reduce((before, update) => changeIndex(engine, before, update, status), table);
  const used = new Set([
    ...keyNames(changed, null),
    ...changed.indexes.flatMap(({ hash, range }) => [...hash, ...range].map(({ name }) => name)),
  ]);
  if (updates.some(({ Create }) => Create !== undefined)) {
    checkIndexes(changed.indexes, changed.attributes, keyNames(changed, null));
  }
  // Definitions that nothing uses any more go with the index that used them.
  return { ...changed, attributes: changed.attributes.filter(({ name }) => used.has(name)) };
}

function changeIndex(
  engine: Engine,
  table: Table,
  update: GlobalSecondaryIndexUpdate,
  status: IndexStatus,
): Table {
  if (update.Create !== undefined) {
    const index = readGlobalIndex(update.Create, table, engine.state.nextNumber());
    if (table.indexes.some(({ name }) => name === index.name)) {
      throw validation(`Attempting to create an index which already exists`);
    }
    status[index.name] = "CREATING";
    return { ...table, indexes: [...table.indexes, index] };
  }
  const name = update.Delete?.IndexName ?? update.Update?.IndexName;
  if (name === undefined) {
    throw invalidParameter(
      "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
    );
  }
  const found = table.indexes.find((index) => index.global && index.name === name);
  if (found === undefined) {
    throw resourceNotFound(`Index: ${name} not found for table: ${table.name}`);
  }
  if (update.Delete !== undefined) {
    status[name] = "DELETING";
    return { ...table, indexes: table.indexes.filter((index) => index !== found) };
  }
  status[name] = "UPDATING";
  const { ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = update.Update ?? {};
  const changed = {
    ...found,
    throughput:
      ProvisionedThroughput === undefined
        ? found.throughput
        : readThroughput(table.billing, ProvisionedThroughput),
    ...(OnDemandThroughput && { onDemand: OnDemandThroughput }),
    ...(WarmThroughput && { warm: WarmThroughput }),
  };
  return { ...table, indexes: table.indexes.map((index) => (index === found ? changed : index)) };
}
