import type { Item } from "../data/record.ts";

/**
 * Where a list leaves the parents it has read along: an attribute of each item that no client can see or set. A parent
 * that is gone is false, because null does not always survive between resolvers.
 */
const attribute = "_parents";

/** @returns undefined when the parent was not read along; null when it is gone */
export function prefetched(source: Item, relation: string): Item | null | undefined {
  const parents = source[attribute] as Readonly<Record<string, Item | false>> | undefined;
  const parent = parents?.[relation];
  return parent === false ? null : parent;
}

export function withParents(item: Item, parents: Readonly<Record<string, Item | false>>): Item {
  return { ...item, [attribute]: parents };
}
