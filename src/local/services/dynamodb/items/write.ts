import type { Engine } from "../engine.ts";
import { conditionFailed, itemTooLarge, updatedItemTooLarge } from "../errors.ts";
import type { BoundCondition } from "../expressions/bound.ts";
import { meets } from "../expressions/evaluate.ts";
import type { Parts } from "../expressions/syntax.ts";
import type { OpenTable } from "../state.ts";
import { type ItemKey, itemKey } from "../storage/keys.ts";
import { StoredItem } from "../storage/stored-item.ts";
import type { Item } from "../values/attribute-value.ts";
import { sameItem } from "../values/compare.ts";
import { writeItem } from "../values/item-text.ts";
import { itemSize, largestItem } from "../values/size.ts";
import { checkIndexKeys, keyOf } from "./check-keys.ts";

export type WriteKind = "Put" | "Update" | "Delete" | "ConditionCheck";

/** A write whose request has been checked: all that is left depends on the item. */
export interface Write {
  readonly kind: WriteKind;
  readonly open: OpenTable;
  readonly key: ItemKey;
  /** The key attributes. */
  readonly keyItem: Item;
  readonly condition: BoundCondition | null;
  /** Whether a failed condition tells the item. */
  readonly tellsItem: boolean;
  /** The item that shall be; null: none. Not called for condition checks. */
  readonly next: (before: StoredItem | null) => Item | null;
  /** What an update touches. */
  readonly paths: readonly Parts[];
  /** What it gives new values: not what it removes. */
  readonly newPaths: readonly Parts[];
  /** Whether it is all the same what was there. */
  readonly blind?: boolean;
}

export interface Written {
  readonly before: StoredItem | null;
  readonly after: StoredItem | null;
}

/** @throws WireError ConditionalCheckFailedException */
export function checkCondition(write: Write, before: StoredItem | null): void {
  if (write.condition === null || meets(write.condition, before?.item ?? {})) return;
  throw conditionFailed(write.tellsItem && before !== null ? before.item : null);
}

/**
 * What a write makes of the item.
 *
 * @throws WireError where the result is no item that the table takes
 */
export function nextItem(write: Write, before: StoredItem | null): Item | null {
  const after = write.next(before);
  if (after === null || write.kind !== "Update") return after;
  checkIndexKeys(write.open.table, after, true);
  if (itemSize(after) > largestItem) throw updatedItemTooLarge();
  return after;
}

/** @throws WireError where a put item is too large */
export function checkPutSize(item: Item): void {
  if (itemSize(item) > largestItem) throw itemTooLarge();
}

/** Does one write by itself: all of it on disk, or nothing. */
export function perform(engine: Engine, write: Write): Written {
  // One statement is a transaction by itself.
  if (write.blind) return commit(engine, write.open, write.key, null, write.next(null));
  return engine.state.transaction(() => {
    const before = write.open.storage.get(write.key);
    checkCondition(write, before);
    return commit(engine, write.open, write.key, before, nextItem(write, before));
  });
}

/** Stores a change with its index entries and its record in the stream. Inside a transaction. */
export function commit(
  { state }: Engine,
  { table, storage }: OpenTable,
  key: ItemKey,
  before: StoredItem | null,
  after: Item | null,
  expired = false,
): Written {
  const text = after === null ? null : writeItem(after);
  // A write that changes nothing leaves no record in the stream. (Without one, it may as well be written.)
  const unchanged =
    (before?.text ?? null) === text ||
    (table.stream !== null && before !== null && after !== null && sameItem(before.item, after));
  if (unchanged) return { before, after: before };
  const stored = after === null || text === null ? null : new StoredItem(text, itemSize(after), after);
  storage.put(key, before, stored);
  if (table.stream !== null) {
    state.log.append(table.stream, {
      kind: before === null ? "INSERT" : after === null ? "REMOVE" : "MODIFY",
      at: state.clock.now(),
      keys: keyOf(table, (after ?? before?.item) as Item),
      before: before?.item ?? null,
      after,
      expired,
    });
  }
  return { before, after: stored };
}

export function keyOfItem(open: OpenTable, item: Item): ItemKey {
  return itemKey(open.table, item);
}
