import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { RequestFault, SchemaViolation, validation } from "../errors.ts";
import type { OpenTable } from "../state.ts";
import type { ItemKey } from "../storage/keys.ts";
import type { StoredItem } from "../storage/stored-item.ts";
import type { Item } from "../values/attribute-value.ts";
import { itemSize } from "../values/size.ts";
import { checkCondition, commit, nextItem, type Write, type Written } from "./write.ts";

export const mostActions = 100;
const largestTransaction = 4 * 1024 * 1024;

export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

/** A step that has been checked, or why its item or key does not fit its table. */
export type Prepared<T> = T | SchemaViolation;

/** Checks one step; what is wrong with the request as a whole is thrown. */
export function prepared<T>(work: () => T): Prepared<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof SchemaViolation) return error;
    throw error;
  }
}

/** @throws WireError TransactionCanceledException, where there is any reason */
export function cancelIfAny(reasons: readonly CancellationReason[]): void {
  if (reasons.every(({ Code }) => Code === "None")) return;
  throw new WireError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(", ")}]`,
    400,
    { CancellationReasons: reasons },
  );
}

/**
 * Why a step fails: `None` where it does not.
 *
 * @throws RequestFault which stands for the whole transaction
 */
export function reasonOf(work: () => void): CancellationReason {
  try {
    work();
    return { Code: "None" };
  } catch (error) {
    if (!(error instanceof WireError) || error instanceof RequestFault) throw error;
    if (error.code === "ConditionalCheckFailedException") {
      const item = error.members["Item"] as Item | undefined;
      return { Code: "ConditionalCheckFailed", Message: error.message, ...(item && { Item: item }) };
    }
    if (error.code === "DuplicateItemException") return { Code: "DuplicateItem", Message: error.message };
    return { Code: "ValidationError", Message: error.message };
  }
}

/** @throws WireError where two steps mean one item */
export function checkDistinctItems(steps: readonly { open: OpenTable; key: ItemKey }[]): void {
  const seen = new Set<string>();
  for (const { open, key } of steps) {
    const id = `${open.table.number} ${key.partition.toString("latin1")} ${key.sort.toString("latin1")}`;
    if (seen.has(id)) {
      throw validation("Transaction request cannot include multiple operations on one item");
    }
    seen.add(id);
  }
}

/**
 * Does all writes or none.
 *
 * @param also done in the same transaction
 * @throws WireError TransactionCanceledException with a reason for each step
 */
export function transact(engine: Engine, steps: readonly Prepared<Write>[], also: () => void): Written[] {
  checkDistinctItems(steps.flatMap((step) => (step instanceof SchemaViolation ? (step.item ?? []) : step)));
  return engine.state.transaction(() => transactInside(engine, steps, also));
}

function transactInside(engine: Engine, steps: readonly Prepared<Write>[], also: () => void): Written[] {
  const planned: { write: Write; before: StoredItem | null; after: Item | null }[] = [];
  let bytes = 0;
  const reasons = steps.map((step) =>
    reasonOf(() => {
      if (step instanceof SchemaViolation) throw step;
      const before = step.blind ? null : step.open.storage.get(step.key);
      checkCondition(step, before);
      const after = nextItem(step, before);
      if (step.kind !== "ConditionCheck") bytes += after === null ? (before?.size ?? 0) : itemSize(after);
      planned.push({ write: step, before, after });
    }),
  );
  cancelIfAny(reasons);
  if (bytes > largestTransaction) {
    throw validation(
      "Collection size of items exceeded, which can also be caused by the aggregate size of the items in the transaction exceeding the 4MB limit",
    );
  }
  also();
  return planned.map(({ write, before, after }) =>
    write.kind === "ConditionCheck"
      ? { before, after: before }
      : commit(engine, write.open, write.key, before, after),
  );
}
