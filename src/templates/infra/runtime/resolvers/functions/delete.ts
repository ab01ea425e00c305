import {
  type DynamoDBDeleteItemRequest,
  type DynamoDBTransactWriteItemsRequest,
  type DynamoDBUpdateItemRequest,
  util,
} from "@aws-appsync/utils";
import { indexAttributes, recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { changeConditions, failChange } from "../change.ts";
import { failed, isConditionFailure, notFound } from "../fail.ts";
import { guardDelete, guardsOf } from "../guards.ts";
import { isUlid } from "../matches-whole.ts";
import type { DeleteSpec } from "../operation-specs.ts";
import { typedKey } from "../records.ts";
import { requireUnchanged } from "../require-unchanged.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";
import { now } from "../times.ts";
import { failedRecord, failTransaction, type Transaction } from "../transaction.ts";
import { updateExpression } from "../update-expression.ts";

type Ctx = StashContext<DeleteSpec, { readonly input: Item }>;

const secondsADay = 86_400;

/**
 * Deletes a record: for good, together with its guards, or by hiding it for some days, guards and all. What refers to it,
 * and its links, the changes Lambda takes care of afterwards.
 */
export function request(
  ctx: Ctx,
): DynamoDBDeleteItemRequest | DynamoDBUpdateItemRequest | DynamoDBTransactWriteItemsRequest {
  const { spec } = ctx.stash;
  const { input } = ctx.args;
  const grant = authorize(ctx, spec, "delete");
  ctx.stash.grant = grant;
  const id = input["id"];
  if (!isUlid(id)) return notFound(spec.name, `${id}`);
  const prefix = ownerPrefix(grant, spec.scope);
  const key = typedKey(recordKey(prefix, spec, id));
  const loaded = ctx.stash.loaded ?? null;
  if (spec.uniques.length > 0 && spec.keepDays === undefined)
    requireUnchanged(spec.name, id, loaded, grant, input);
  const condition = changeConditions(spec, grant, input, loaded);
  if (spec.keepDays !== undefined) {
    return { operation: "UpdateItem", key, update: hide(spec, spec.keepDays), condition };
  }
  const guards = loaded === null ? [] : guardsOf(prefix, spec, loaded);
  if (guards.length === 0) return { operation: "DeleteItem", key, condition };
  const table = tableName(ctx, spec);
  return {
    operation: "TransactWriteItems",
    transactItems: [
      {
        operation: "DeleteItem",
        table,
        key,
        condition: { ...condition, returnValuesOnConditionCheckFailure: true },
      },
      ...guards.map((guard) => guardDelete(table, guard, id)),
    ],
  };
}

export function response(ctx: Ctx): Item {
  const { spec, grant } = ctx.stash;
  const { input } = ctx.args;
  const id = `${input["id"]}`;
  if (ctx.error) {
    if (isConditionFailure(ctx.error))
      return failChange(spec.name, id, ctx.result as Item | null, grant, input);
    const transaction = ctx.result as Transaction | null;
    if (!transaction?.cancellationReasons) return failed(ctx.error);
    const changed = failedRecord(transaction);
    if (changed) return failChange(spec.name, id, changed.item, grant, input);
    return failTransaction(ctx.error, spec.name, transaction);
  }
  // A transaction gives nothing back, and DynamoDB calls the deletion of nothing a success.
  const item = (ctx.stash.loaded ?? ctx.result) as Item | null;
  return item ? { ...item, lastChange: "deleted" } : notFound(spec.name, id);
}

/** Takes the record out of every index, so that it is found by nothing but its id, and lets it expire later. */
function hide(spec: DeleteSpec, keepDays: number) {
  const moment = now();
  const expiry = util.time.nowEpochSeconds() + keepDays * secondsADay;
  return updateExpression({ deletedAt: moment, updatedAt: moment, _ttl: expiry }, indexAttributes(spec));
}
