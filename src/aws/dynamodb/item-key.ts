import type { StoredItem } from "./scan.ts";

/** Where an item of a stage's table is. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export function storedKey({ pk, sk }: ItemKey): StoredItem {
  return { pk: { S: pk }, sk: { S: sk } };
}
