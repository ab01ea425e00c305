import {
  DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { conditionParameters, type ItemCondition } from "./item-change.ts";
import { type ItemKey, storedKey } from "./item-key.ts";
import type { StoredItem } from "./scan.ts";

/** One action of a transaction; it takes place if every action's condition holds. */
export type TransactAction = ItemCondition & { readonly table: string } & (
    | { readonly kind: "put"; readonly item: StoredItem }
    | { readonly kind: "delete" | "check"; readonly key: ItemKey }
  );

export type TransactOutcome =
  | { readonly kind: "done" }
  /** Which actions' conditions did not hold, by position, with the item that is there instead. */
  | { readonly kind: "refused"; readonly by: ReadonlyMap<number, StoredItem | null> }
  /** Another write to one of the items was under way: to be tried again. */
  | { readonly kind: "busy" };

/**
 * Does several writes, all or none.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export async function transactWrite(
  connection: Connection,
  actions: readonly TransactAction[],
): Promise<TransactOutcome> {
  try {
    await clientOf(connection, DynamoDBClient).send(
      new TransactWriteItemsCommand({ TransactItems: actions.map(toWire) }),
    );
    return { kind: "done" };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    if (reasons.some(({ Code }) => Code === "ThrottlingError" || Code === "ProvisionedThroughputExceeded"))
      throw error;
    const refused = reasons.flatMap(({ Code, Item }, position): [number, StoredItem | null][] =>
      Code === "ConditionalCheckFailed" ? [[position, Item ?? null]] : [],
    );
    if (refused.length > 0) return { kind: "refused", by: new Map(refused) };
    if (reasons.some(({ Code }) => Code === "TransactionConflict")) return { kind: "busy" };
    throw error;
  }
}

function toWire(action: TransactAction): TransactWriteItem {
  const parameters = {
    ...conditionParameters(action.table, action),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  };
  if (action.kind === "put") return { Put: { ...parameters, Item: action.item } };
  const Key = storedKey(action.key);
  return action.kind === "delete"
    ? { Delete: { ...parameters, Key } }
    : { ConditionCheck: { ...parameters, Key } };
}
