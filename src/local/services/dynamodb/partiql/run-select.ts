import type { Engine } from "../engine.ts";
import { validation } from "../errors.ts";
import type { BoundCondition } from "../expressions/bound.ts";
import { findIndex, findTable } from "../items/find-table.ts";
import { keySpan } from "../items/key-condition.ts";
import { type Page, readPage } from "../items/read-page.ts";
import { startPosition } from "../items/start-key.ts";
import type { OpenTable } from "../state.ts";
import type { Span } from "../storage/table-storage.ts";
import type { Attribute, Index } from "../tables/table.ts";
import type { Item } from "../values/attribute-value.ts";
import { afterAll, beforeAll } from "../values/key-encoding.ts";
import { conjuncts, pinned, restricts } from "./pinned-keys.ts";
import type { Select } from "./statement.ts";

export interface Selected {
  readonly open: OpenTable;
  readonly index: Index | null;
  readonly page: Page;
}

/**
 * Runs a SELECT: a query where the partition key is given, a scan otherwise.
 *
 * @throws WireError
 */
export function runSelect(
  engine: Engine,
  statement: Select,
  options: { limit: number | null; start: Item | null; consistent: boolean },
): Selected {
  const open = findTable(engine, statement.table);
  const index = statement.index === null ? null : findIndex(open.table, statement.index);
  if (index?.global && options.consistent) {
    throw validation("Strongly consistent read is not supported on Global Secondary Indexes");
  }
  const hash = index?.hash ?? [open.table.hash];
  const range = index?.range ?? (open.table.range === null ? [] : [open.table.range]);
  const keys = keyCondition(statement.where, hash, range);
  if (statement.descending && keys === null) {
    throw validation("Must have WHERE clause in the statement when using ORDER BY clause.");
  }
  const span: Span = {
    fromPartition: beforeAll,
    toPartition: afterAll,
    partition: null,
    from: beforeAll,
    to: afterAll,
    ...(keys === null ? {} : keySpan(keys, hash, range)),
    forward: !statement.descending,
    most: options.limit,
    after: options.start === null ? null : startPosition(open, index, options.start),
  };
  const page = readPage({
    open,
    index,
    span,
    limit: options.limit,
    filter: statement.where,
    projection: statement.projection,
    wantsItems: true,
    fromTable: false,
    onWire: false,
  });
  return { open, index, page };
}

/** The part of a WHERE clause that names keys; null: the partition key is not given. */
function keyCondition(
  where: BoundCondition | null,
  hash: readonly Attribute[],
  range: readonly Attribute[],
): BoundCondition | null {
  const all = conjuncts(where);
  const wanted: BoundCondition[] = [];
  for (const attribute of hash) {
    const found = all.find((condition) => pinned(condition, attribute.name)?.[attribute.type] !== undefined);
    if (found === undefined) return null;
    wanted.push(found);
  }
  for (const attribute of range) {
    const found = all.find((condition) => restricts(condition, attribute));
    if (found === undefined) break;
    wanted.push(found);
    if (pinned(found, attribute.name) === null) break;
  }
  return wanted.reduce((left, right) => ({ kind: "and", left, right }));
}
