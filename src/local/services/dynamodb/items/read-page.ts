import type { BoundCondition } from "../expressions/bound.ts";
import { meets } from "../expressions/evaluate.ts";
import { project } from "../expressions/project.ts";
import type { Parts } from "../expressions/syntax.ts";
import type { OpenTable } from "../state.ts";
import type { Span } from "../storage/table-storage.ts";
import { type Index, keyNames } from "../tables/table.ts";
import type { Item, Value } from "../values/attribute-value.ts";
import { itemSize } from "../values/size.ts";
import { entryItem } from "./capacity.ts";

/** What a query or scan reads at most in one go, in bytes of items before any filter. */
const largestPage = 1024 * 1024;

export interface PageRequest {
  readonly open: OpenTable;
  readonly index: Index | null;
  readonly span: Span;
  readonly limit: number | null;
  readonly filter: BoundCondition | null;
  readonly projection: readonly Parts[] | null;
  /** False: COUNT. */
  readonly wantsItems: boolean;
  /** A local index may be asked for all attributes, projected or not. */
  readonly fromTable: boolean;
  /** Whether a client is answered, over the wire. */
  readonly onWire: boolean;
}

export interface Page {
  readonly items: Item[];
  readonly count: number;
  readonly scanned: number;
  readonly bytes: number;
  /** Where to go on; null: the end. */
  readonly lastKey: Item | null;
}

/** Reads one page, as Query and Scan answer it. */
export function readPage(request: PageRequest): Page {
  const { open, index, limit, filter, projection } = request;
  const items: Item[] = [];
  let count = 0;
  let scanned = 0;
  let bytes = 0;
  let lastKey: Item | null = null;
  const whole = index === null || index.projection.type === "ALL" || request.fromTable;
  for (const stored of open.storage.read(index?.number ?? null, request.span)) {
    const entry = whole ? null : entryItem(open.table, index, stored.item);
    bytes += entry === null ? stored.size : itemSize(entry);
    scanned += 1;
    if (filter === null || meets(filter, entry ?? stored.item)) {
      count += 1;
      if (request.wantsItems) {
        const whole = entry ?? stored.answer(request.onWire);
        items.push(projection === null ? whole : project(entry ?? stored.item, projection));
      }
    }
    if (scanned === limit || bytes >= largestPage) {
      lastKey = positionOf(open, index, stored.item);
      break;
    }
  }
  return { items, count, scanned, bytes, lastKey };
}

/** The key that tells where a page ended: the index's key and the table's. */
function positionOf({ table }: OpenTable, index: Index | null, item: Item): Item {
  return Object.fromEntries(keyNames(table, index).map((name) => [name, item[name] as Value]));
}
