import {
  type DynamoDBPutItemRequest,
  type DynamoDBTransactWriteItemsRequest,
  util,
} from "@aws-appsync/utils";
import { recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { ownerPrefix } from "../authorize.ts";
import { alreadyExists, failed, isConditionFailure } from "../fail.ts";
import { guardPut, guardsOf } from "../guards.ts";
import type { WriteSpec } from "../operation-specs.ts";
import { typedKey } from "../records.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";
import { failedGuard, failedRecord, failTransaction, type Transaction } from "../transaction.ts";

type Ctx = StashContext<WriteSpec>;

const isNew = "attribute_not_exists(sk)";

/** Writes a new record: one item, or a transaction with a guard for each unique constraint that applies to it. */
export function request(ctx: Ctx): DynamoDBPutItemRequest | DynamoDBTransactWriteItemsRequest {
  const { spec, grant, record } = ctx.stash;
  const prefix = ownerPrefix(grant, spec.scope);
  const put = {
    operation: "PutItem" as const,
    key: typedKey(recordKey(prefix, spec, `${record["id"]}`)),
    attributeValues: util.dynamodb.toMapValues(record),
  };
  const guards = guardsOf(prefix, spec, record);
  if (guards.length === 0) return { ...put, condition: { expression: isNew } };
  const table = tableName(ctx, spec);
  ctx.stash.guards = ["", ...guards.map((guard) => guard.unique.name)];
  return {
    operation: "TransactWriteItems",
    transactItems: [
      { ...put, table, condition: { expression: isNew, returnValuesOnConditionCheckFailure: true } },
      ...guards.map((guard) => guardPut(table, guard, record)),
    ],
  };
}

export function response(ctx: Ctx): Item {
  const { spec, record, guards } = ctx.stash;
  if (ctx.error) {
    if (isConditionFailure(ctx.error)) alreadyExists(spec.name, "id", ["id"]);
    const transaction = ctx.result as Transaction | null;
    if (!transaction?.cancellationReasons) failed(ctx.error);
    const taken = failedGuard(spec.uniques, guards, transaction);
    if (taken) alreadyExists(spec.name, taken.name, taken.fields);
    if (failedRecord(transaction)) alreadyExists(spec.name, "id", ["id"]);
    failTransaction(ctx.error, spec.name, transaction);
  }
  return { ...record, lastChange: "created" };
}
