import { type DynamoDBTransactWriteItemsRequest, util } from "@aws-appsync/utils";
import { linkKeys } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { ownerPrefix } from "../authorize.ts";
import { failed } from "../fail.ts";
import type { ChangeLinksSpec } from "../operation-specs.ts";
import { typedKey } from "../records.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";
import { failTransaction, type Transaction } from "../transaction.ts";

type Ctx = StashContext<ChangeLinksSpec, { readonly input: Item }>;

/** Adds or takes away links, all or none. Doing it twice changes nothing. */
export function request(ctx: Ctx): DynamoDBTransactWriteItemsRequest {
  const { spec, grant, ids } = ctx.stash;
  const prefix = ownerPrefix(grant, spec.scope);
  const ownId = `${ctx.args.input[spec.ownId]}`;
  // Links always live in the pooled table.
  const table = tableName(ctx, {});
  return {
    operation: "TransactWriteItems",
    transactItems: ids.map((id) => {
      const keys = linkKeys(prefix, spec.link, ownId, id);
      const key = typedKey(keys);
      if (spec.remove) return { operation: "DeleteItem" as const, table, key };
      const { gsi1_pk, gsi1_sk } = keys;
      const attributeValues = util.dynamodb.toMapValues({ gsi1_pk, gsi1_sk, _m: spec.link });
      return { operation: "PutItem" as const, table, key, attributeValues };
    }),
  };
}

export function response(ctx: Ctx): boolean {
  if (ctx.error) {
    const transaction = ctx.result as Transaction | null;
    if (!transaction?.cancellationReasons) failed(ctx.error);
    failTransaction(ctx.error, ctx.stash.spec.name, transaction);
  }
  return true;
}
