import type { Item } from "../data/record.ts";
import type { UniqueSpec } from "../data/spec.ts";
import { busy, failed } from "./fail.ts";

/** What AppSync gives for a transaction. */
export interface Transaction {
  readonly cancellationReasons?: readonly CancellationReason[] | null;
}

interface CancellationReason {
  /** The item that is there instead, where the condition failed and there is one. */
  readonly item?: Item | null;
  readonly type?: string | null;
}

/**
 * The unique constraint whose guard was in the way.
 *
 * @param guards of each action, the name of its constraint, or nothing
 */
export function failedGuard(
  uniques: readonly UniqueSpec[],
  guards: readonly string[],
  transaction: Transaction,
): UniqueSpec | undefined {
  const reasons = transaction.cancellationReasons ?? [];
  const name = guards.find((each, position) => each !== "" && isConditionReason(reasons[position]));
  return uniques.find((unique) => unique.name === name);
}

/** The record's own action, which always comes first, if its condition failed. */
export function failedRecord(transaction: Transaction): { readonly item: Item | null } | null {
  const reason = transaction.cancellationReasons?.[0];
  return isConditionReason(reason) ? { item: reason?.item ?? null } : null;
}

/** Ends with `Conflict` where two transactions met, else with what DynamoDB said. */
export function failTransaction(
  error: { readonly message: string; readonly type: string },
  model: string,
  transaction: Transaction,
): never {
  const reasons = transaction.cancellationReasons ?? [];
  if (reasons.some((reason) => `${reason.type}`.indexOf("Conflict") >= 0)) return busy(model);
  return failed(error);
}

function isConditionReason(reason: CancellationReason | undefined): boolean {
  // DynamoDB calls it ConditionalCheckFailed, AppSync's guide ConditionCheckFailed.
  return `${reason?.type}`.indexOf("CheckFailed") >= 0;
}
