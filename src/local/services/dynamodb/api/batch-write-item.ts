import type { BatchWriteItemInput, BatchWriteItemOutput, WriteRequest } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { itemAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { constraint, validation } from "../errors.ts";
import { addUnits, consumedCapacity, noUnits, type Units, writeUnits } from "../items/capacity.ts";
import { checkConstraints } from "../items/constraints.ts";
import { prepareDelete, preparePut } from "../items/prepare-write.ts";
import { perform, type Write } from "../items/write.ts";
import type { Item } from "../values/attribute-value.ts";

const mostWrites = 25;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export const batchWriteItem = (engine: Engine): Operation<BatchWriteItemInput, BatchWriteItemOutput> => ({
  access: (input) =>
    Object.entries(input.RequestItems ?? {}).map(([name, requests]) =>
      itemAccess(
        engine,
        "BatchWriteItem",
        name,
        requests.map(({ PutRequest, DeleteRequest }) => (PutRequest?.Item ?? DeleteRequest?.Key) as Item),
      ),
    ),

  handle(input) {
    checkConstraints({
      ReturnConsumedCapacity: input.ReturnConsumedCapacity,
      ReturnItemCollectionMetrics: input.ReturnItemCollectionMetrics,
    });
    const tables = Object.entries(input.RequestItems ?? {});
    checkRequests(tables);
    const writes = tables.map(([name, requests]) => ({
      name,
      writes: requests.map((request) => prepare(engine, name, request, input.ReturnConsumedCapacity)),
    }));
    for (const table of writes) checkDistinct(table.writes);
    // Each write stands for itself; that they share a transaction on disk is only quicker.
    const capacities = engine.state.transaction(() =>
      writes.map(({ name, writes: ofTable }) => {
        const units = noUnits();
        for (const write of ofTable) addUnits(units, unitsOf(engine, write, input.ReturnConsumedCapacity));
        return consumedCapacity(input.ReturnConsumedCapacity, name, units) ?? [];
      }),
    );
    const told = capacities.flat();
    return { UnprocessedItems: {}, ...(told.length > 0 && { ConsumedCapacity: told }) };
  },
});

function unitsOf(engine: Engine, write: Write, mode: string | undefined): Units {
  const { before, after } = perform(engine, write);
  return mode === undefined || mode === "NONE" ? noUnits() : writeUnits(write.open.table, before, after, 1);
}

function checkRequests(tables: readonly (readonly [string, readonly WriteRequest[]])[]): void {
  if (tables.length === 0) {
    throw constraint(
      "Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  for (const [name, requests] of tables) {
    if (requests.length === 0 || requests.length > mostWrites) {
      throw constraint(
        `Value '{${name}=[${requests.length} requests]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to ${mostWrites}, Member must have length greater than or equal to 1]`,
      );
    }
  }
  if (tables.reduce((sum, [, requests]) => sum + requests.length, 0) > mostWrites) {
    throw validation("Too many items requested for the BatchWriteItem call");
  }
}

function prepare(
  engine: Engine,
  name: string,
  { PutRequest: put, DeleteRequest: remove }: WriteRequest,
  capacityMode: string | undefined,
): Write {
  checkConstraints({ TableName: name });
  if ((put === undefined) === (remove === undefined)) {
    throw validation(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  return put === undefined
    ? prepareDelete(engine, { TableName: name, Key: remove?.Key as Item })
    : preparePut(engine, { TableName: name, Item: put.Item as Item }, capacityMode);
}

function checkDistinct(writes: readonly Write[]): void {
  const ids = writes.map(({ key }) => `${key.partition.toString("latin1")} ${key.sort.toString("latin1")}`);
  if (new Set(ids).size < ids.length) throw validation("Provided list of item keys contains duplicates");
}
