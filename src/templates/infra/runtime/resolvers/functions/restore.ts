import {
  type DynamoDBTransactWriteItemsRequest,
  type DynamoDBUpdateItemRequest,
  util,
} from "@aws-appsync/utils";
import { recordKey } from "../../data/keys.ts";
import type { Item, Value } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import {
  changedMeanwhile,
  failed,
  isConditionFailure,
  notFound,
  referencesNotFound,
  unauthorized,
} from "../fail.ts";
import type { RestoreSpec } from "../operation-specs.ts";
import { type Needed, neededParents } from "../prepare-input.ts";
import { derivedAttributes, typedKey } from "../records.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";
import { now } from "../times.ts";
import { failedRecord, failTransaction, type Transaction } from "../transaction.ts";
import { updateExpression } from "../update-expression.ts";
import { isExpired, isGranted } from "../visible.ts";

type Ctx = StashContext<RestoreSpec, { readonly input: Item }>;

/**
 * Brings a deleted record back into its indexes, if everything it refers to is still there. Rare and by hand, so the
 * parents may be checked in one transaction.
 */
export function request(ctx: Ctx): DynamoDBUpdateItemRequest | DynamoDBTransactWriteItemsRequest {
  const { spec } = ctx.stash;
  const { input } = ctx.args;
  const grant = authorize(ctx, spec, "delete");
  const id = `${input["id"]}`;
  const loaded = ctx.stash.loaded;
  if (!loaded || (loaded["deletedAt"] ?? null) === null || isExpired(loaded)) return notFound(spec.name, id);
  if (!isGranted(grant, loaded))
    return unauthorized(`You may only restore ${spec.name} records that you created.`);
  const version = loaded["version"] as number;
  const expected = input["expectedVersion"] ?? null;
  if (expected !== null && expected !== version) return changedMeanwhile(spec.name, id, loaded);

  const record: Record<string, Value> = { ...loaded, updatedAt: now() };
  delete record["deletedAt"];
  delete record["_ttl"];
  const derived = derivedAttributes(grant, spec, record);
  const sets = { ...derived, updatedAt: record["updatedAt"] };
  const removes = derived["_ttl"] === undefined ? ["deletedAt", "_ttl"] : ["deletedAt"];
  ctx.stash.record = { ...record, ...derived, version: version + 1 };
  const change = {
    operation: "UpdateItem" as const,
    key: typedKey(recordKey(ownerPrefix(grant, spec.scope), spec, id)),
    update: updateExpression(sets, removes),
    condition: {
      expression: "#version = :version",
      expressionNames: { "#version": "version" },
      expressionValues: util.dynamodb.toMapValues({ ":version": version }),
    },
  };
  const needed = neededParents(ctx, grant, spec.references, record);
  ctx.stash.needed = needed;
  if (needed.length === 0) return change;
  return {
    operation: "TransactWriteItems",
    transactItems: [
      {
        ...change,
        table: tableName(ctx, spec),
        condition: { ...change.condition, returnValuesOnConditionCheckFailure: true },
      },
      ...needed.map((each) => mustLive(each)),
    ],
  };
}

export function response(ctx: Ctx): Item {
  const { spec, record, needed } = ctx.stash;
  const id = `${record["id"]}`;
  if (!ctx.error) return { ...record, lastChange: "restored" };
  if (isConditionFailure(ctx.error)) {
    return ctx.result ? changedMeanwhile(spec.name, id, ctx.result as Item) : notFound(spec.name, id);
  }
  const transaction = ctx.result as Transaction | null;
  const reasons = transaction?.cancellationReasons;
  if (!transaction || !reasons) return failed(ctx.error);
  const changed = failedRecord(transaction);
  if (changed) return changed.item ? changedMeanwhile(spec.name, id, changed.item) : notFound(spec.name, id);
  const missing = needed.filter(
    (_, position) => `${reasons[position + 1]?.type}`.indexOf("CheckFailed") >= 0,
  );
  if (missing.length > 0) return referencesNotFound(missing);
  return failTransaction(ctx.error, spec.name, transaction);
}

function mustLive({ table, pk, sk }: Needed) {
  return {
    operation: "ConditionCheck" as const,
    table,
    key: typedKey({ pk, sk }),
    condition: {
      expression: "attribute_exists(pk) AND attribute_not_exists(deletedAt)",
      returnValuesOnConditionCheckFailure: true,
    },
  };
}
