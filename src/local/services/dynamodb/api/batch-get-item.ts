import type { BatchGetItemInput, BatchGetItemOutput, KeysAndAttributes } from "@aws-sdk/client-dynamodb";
import type { Operation } from "../../../kernel/service.ts";
import { itemAccess } from "../access.ts";
import type { Engine } from "../engine.ts";
import { constraint, validation } from "../errors.ts";
import { consumedCapacity, noUnits, readUnits } from "../items/capacity.ts";
import { checkKey, checkPathsIntoKeys } from "../items/check-keys.ts";
import { checkConstraints, refuseLegacy } from "../items/constraints.ts";
import { findTable } from "../items/find-table.ts";
import { projected, readProjection } from "../items/get.ts";
import { itemKey } from "../storage/keys.ts";
import type { Item } from "../values/attribute-value.ts";
import { validateItem } from "../values/validate-value.ts";

const mostKeys = 100;
/** What one answer holds at most; the rest is left for the next call. */
const largestAnswer = 16 * 1024 * 1024;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const batchGetItem = (engine: Engine): Operation<BatchGetItemInput, BatchGetItemOutput> => ({
  access: (input) =>
    Object.entries(input.RequestItems ?? {}).map(([name, { Keys }]) =>
      itemAccess(engine, "BatchGetItem", name, (Keys ?? []) as Item[]),
    ),

  handle(input, call) {
    checkConstraints({ ReturnConsumedCapacity: input.ReturnConsumedCapacity });
    const tables = Object.entries(input.RequestItems ?? {});
    checkKeys(tables);
    const requests = tables.map(([name, request]) => prepare(engine, name, request));
    let bytes = 0;
    const responses: Record<string, Item[]> = {};
    const unprocessed: Record<string, KeysAndAttributes> = {};
    const capacities = requests.map(({ name, request, open, keys, projection }) => {
      const units = noUnits();
      const items: Item[] = [];
      responses[name] = items;
      for (const [position, key] of keys.entries()) {
        if (bytes >= largestAnswer) {
          unprocessed[name] = { ...request, Keys: request.Keys?.slice(position) };
          break;
        }
        const found = open.storage.get(key);
        units.table += readUnits(found?.size ?? 0, request.ConsistentRead ? 1 : 0.5);
        if (found === null) continue;
        bytes += found.size;
        items.push(projected({ projection }, found, call.request !== null));
      }
      return consumedCapacity(input.ReturnConsumedCapacity, name, units) ?? [];
    });
    const told = capacities.flat();
    return {
      Responses: responses as unknown as BatchGetItemOutput["Responses"] & object,
      UnprocessedKeys: unprocessed,
      ...(told.length > 0 && { ConsumedCapacity: told }),
    };
  },
});

function checkKeys(tables: readonly (readonly [string, KeysAndAttributes])[]): void {
  if (tables.length === 0) {
    throw constraint(
      "Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  for (const [name, { Keys: keys = [] }] of tables) {
    if (keys.length === 0) {
      throw constraint(
        `Value '[]' at 'requestItems.${name}.member.keys' failed to satisfy constraint: Member must have length greater than or equal to 1`,
      );
    }
    if (keys.length > mostKeys) {
      throw constraint(
        `Value at 'requestItems.${name}.member.keys' failed to satisfy constraint: Member must have length less than or equal to ${mostKeys}`,
      );
    }
  }
  if (tables.reduce((sum, [, { Keys }]) => sum + (Keys?.length ?? 0), 0) > mostKeys) {
    throw validation("Too many items requested for the BatchGetItem call");
  }
}

function prepare(engine: Engine, name: string, request: KeysAndAttributes) {
  checkConstraints({ TableName: name });
  refuseLegacy("BatchGetItem", request);
  const projection = readProjection(engine, request);
  const items = (request.Keys ?? []).map((key) => validateItem(key as Item));
  const open = findTable(engine, name);
  if (projection !== null) checkPathsIntoKeys(open.table, projection);
  const keys = items.map((key) => {
    checkKey(open.table, key);
    return itemKey(open.table, key);
  });
  const ids = keys.map(({ partition, sort }) => `${partition.toString("latin1")} ${sort.toString("latin1")}`);
  if (new Set(ids).size < ids.length) throw validation("Provided list of item keys contains duplicates");
  return { name, request, open, keys, projection };
}
