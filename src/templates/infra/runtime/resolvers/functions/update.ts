import type { DynamoDBTransactWriteItemsRequest, DynamoDBUpdateItemRequest } from "@aws-appsync/utils";
import { indexKeys, recordKey } from "../../data/keys.ts";
import type { Item, Value } from "../../data/record.ts";
import { ownerPrefix } from "../authorize.ts";
import { changeConditions, failChange } from "../change.ts";
import { alreadyExists, failed, isConditionFailure } from "../fail.ts";
import { changedGuards, guardDelete, guardPut, noGuards } from "../guards.ts";
import { touchedIndexes } from "../needs-loading.ts";
import type { WriteSpec } from "../operation-specs.ts";
import { expiryOf, typedKey } from "../records.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";
import { failedGuard, failedRecord, failTransaction, type Transaction } from "../transaction.ts";
import { updateExpression } from "../update-expression.ts";

type Ctx = StashContext<WriteSpec, { readonly input: Item }>;

/**
 * Changes a record: one conditional UpdateItem, or a transaction with the guards where a unique value changes. The
 * condition holds everything that was decided on what was read.
 */
export function request(ctx: Ctx): DynamoDBUpdateItemRequest | DynamoDBTransactWriteItemsRequest {
  const { spec, grant, record: changes } = ctx.stash;
  const loaded = ctx.stash.loaded ?? null;
  const prefix = ownerPrefix(grant, spec.scope);
  const id = `${changes["id"]}`;
  const { sets, removes, whole } = changedAttributes(ctx, prefix);
  const key = recordKey(prefix, spec, id);
  const update = updateExpression(sets, removes);
  const condition = changeConditions(spec, grant, ctx.args.input, loaded);
  ctx.stash.record = whole;
  const { taken, freed } = loaded === null ? noGuards : changedGuards(prefix, spec, loaded, whole);
  ctx.stash.guards = ["", ...taken.map((guard) => guard.unique.name), ...freed.map(() => "")];
  if (taken.length + freed.length === 0)
    return { operation: "UpdateItem", key: typedKey(key), update, condition };

  const table = tableName(ctx, spec);
  return {
    operation: "TransactWriteItems",
    transactItems: [
      {
        operation: "UpdateItem",
        table,
        key: typedKey(key),
        update,
        condition: { ...condition, returnValuesOnConditionCheckFailure: true },
      },
      ...taken.map((guard) => guardPut(table, guard, whole)),
      ...freed.map((guard) => guardDelete(table, guard, id)),
    ],
  };
}

export function response(ctx: Ctx): Item {
  const { spec, grant, record, guards } = ctx.stash;
  const id = `${record["id"]}`;
  if (!ctx.error) {
    // A transaction gives no attributes back.
    const item = guards.length > 1 ? record : (ctx.result as Item);
    return { ...item, lastChange: "updated" };
  }
  if (isConditionFailure(ctx.error)) {
    return failChange(spec.name, id, ctx.result as Item | null, grant, ctx.args.input);
  }
  const transaction = ctx.result as Transaction | null;
  if (!transaction?.cancellationReasons) return failed(ctx.error);
  const changed = failedRecord(transaction);
  if (changed) return failChange(spec.name, id, changed.item, grant, ctx.args.input);
  const taken = failedGuard(spec.uniques, guards, transaction);
  if (taken) return alreadyExists(spec.name, taken.name, taken.fields);
  return failTransaction(ctx.error, spec.name, transaction);
}

/** What to set and to remove, index keys and expiry included, and the record as it will be as far as it is known. */
function changedAttributes(ctx: Ctx, prefix: string) {
  const { spec, record: changes, removed, loaded } = ctx.stash;
  const whole: Record<string, Value> = { ...(loaded ?? {}), ...changes };
  removed.forEach((field) => {
    delete whole[field];
  });
  const sets: Record<string, Value> = { ...changes };
  const removes = [...removed];
  delete sets["id"];
  const touched = touchedIndexes(spec, changes, removed);
  const keys = indexKeys(prefix, { ...spec, indexes: touched }, whole);
  touched.forEach(({ slot }) => {
    [`gsi${slot}_pk`, `gsi${slot}_sk`].forEach((attribute) => {
      delete whole[attribute];
      if (keys[attribute] === undefined) removes.push(attribute);
    });
  });
  Object.assign(sets, keys);
  if (
    spec.ttlField !== undefined &&
    (Object.hasOwn(changes, spec.ttlField) || removed.some((each) => each === spec.ttlField))
  ) {
    const expiry = expiryOf(spec.ttlField, whole);
    delete whole["_ttl"];
    Object.assign(sets, expiry);
    Object.assign(whole, expiry);
    if (expiry["_ttl"] === undefined) removes.push("_ttl");
  }
  Object.assign(whole, keys, { version: ((loaded?.["version"] ?? 0) as number) + 1 });
  return { sets, removes, whole };
}
