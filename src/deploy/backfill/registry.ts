import type { Connection } from "../../aws/connection.ts";
import { deleteItem } from "../../aws/dynamodb/delete-item.ts";
import { putItem } from "../../aws/dynamodb/put-item.ts";
import { queryPartition } from "../../aws/dynamodb/query-partition.ts";
import { type BackfillItem, type BackfillModel, identityOf, nameOf } from "./backfill-item.ts";

/** System items like the tenants' (`G#$Tenant`): the stream's reader passes over them. */
export const backfillPartition = "G#$Backfill";
export const backfillMark = "$Backfill";

/** A back-fill that has not ended. */
export interface OpenBackfill {
  readonly identity: string;
  /** `Invoice.byStatus`. */
  readonly name: string;
  readonly kind: "index" | "unique";
  /** When it was written down, before the deployment that brought it: ISO 8601. */
  readonly since: string;
}

/**
 * Writes down what has to be filled, before it is deployed: whatever happens afterwards, it is not forgotten. What was
 * known of the same index before does not count any more.
 *
 * @param table the pooled one
 */
export async function registerBackfills(
  connection: Connection,
  table: string,
  items: readonly BackfillItem[],
): Promise<void> {
  const since = new Date().toISOString();
  for (const item of items) {
    await putItem(connection, table, {
      pk: { S: backfillPartition },
      sk: { S: identityOf(item) },
      _m: { S: backfillMark },
      kind: { S: item.kind },
      name: { S: nameOf(item) },
      since: { S: since },
    });
  }
}

/**
 * The back-fills of a stage that have not ended: indexes that are building, unique constraints that do not hold yet for
 * every record.
 *
 * @param table the pooled one
 */
export async function backfillStatus(
  connection: Connection,
  table: string,
): Promise<readonly OpenBackfill[]> {
  const items = await queryPartition(connection, table, backfillPartition);
  return items.map((item) => ({
    identity: item["sk"]?.S ?? "",
    name: item["name"]?.S ?? "",
    kind: item["kind"]?.S === "unique" ? "unique" : "index",
    since: item["since"]?.S ?? "",
  }));
}

/**
 * What is left to be filled of the models as they are now; what models no longer have is struck off.
 *
 * @param table the pooled one
 */
export async function openBackfills(
  connection: Connection,
  table: string,
  models: readonly BackfillModel[],
): Promise<readonly BackfillItem[]> {
  const known = new Map(models.flatMap(everyItem).map((item) => [identityOf(item), item]));
  const open: BackfillItem[] = [];
  for (const { identity } of await backfillStatus(connection, table)) {
    const item = known.get(identity);
    if (item === undefined) await closeBackfill(connection, table, identity);
    else open.push(item);
  }
  return open;
}

/** Strikes a back-fill off. */
export async function closeBackfill(connection: Connection, table: string, identity: string): Promise<void> {
  await deleteItem(connection, table, { pk: backfillPartition, sk: identity });
}

function everyItem(model: BackfillModel): readonly BackfillItem[] {
  return [
    ...model.indexes.map((index) => ({ kind: "index" as const, model, index })),
    ...model.uniques.map((unique) => ({ kind: "unique" as const, model, unique })),
  ];
}
