import { indexPartition, recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import type { DependentSpec, IndexSpec, ModelSpec } from "../../data/spec.ts";
import type { CleanUpContext } from "./clean-up-context.ts";
import type { CleanUpJob } from "./clean-up-job.ts";
import { clearReference } from "./clear-reference.ts";
import { inParallel } from "./in-parallel.ts";

const pageSize = 100;
const width = 16;

/**
 * Deletes the records that point to a deleted one (cascade), or takes the reference out of them (setNull).
 *
 * It reads them by their index, under the owner's prefix; what an index shows is checked against the record by a condition.
 * A dependent that is deleted comes through the stream itself, so the next level down is its own job.
 *
 * @returns false where time ran out: do it again, from the beginning, which is shorter by then
 */
export async function cleanUpDependents(
  context: CleanUpContext,
  job: CleanUpJob,
  dependent: DependentSpec,
): Promise<boolean> {
  const spec = context.models.get(dependent.model);
  const index = spec?.indexes.find(({ name }) => name === dependent.index);
  if (spec === undefined || index === undefined) return true;
  for (let shard = 0; shard < spec.shards; shard++) {
    if (!(await cleanUpShard(context, job, dependent, spec, index, shard))) return false;
  }
  return true;
}

async function cleanUpShard(
  context: CleanUpContext,
  job: CleanUpJob,
  dependent: DependentSpec,
  spec: ModelSpec,
  index: IndexSpec,
  shard: number,
): Promise<boolean> {
  const table = context.tableOf(spec);
  const partition = indexPartition(job.prefix, spec, index, [job.id], shard);
  for await (const page of context.tables.pages(table, `gsi${index.slot}`, partition, pageSize)) {
    const own = page.filter((item) => isDependent(item, spec, dependent, job));
    if (own.length < page.length) {
      context.log.error("An index shows what does not belong there", { model: spec.name, partition });
    }
    await inParallel(own, width, (item) => cleanUpOne(context, job, dependent, spec, table, item));
    context.progress(own.length);
    // An empty page is no work: being late alone must not keep a job from its end.
    if (page.length > 0 && context.isLate()) return false;
  }
  return true;
}

async function cleanUpOne(
  { tables, now }: CleanUpContext,
  { prefix, id: parentId }: CleanUpJob,
  { onDelete, foreignKey }: DependentSpec,
  spec: ModelSpec,
  table: string,
  item: Item,
): Promise<void> {
  if (onDelete === "setNull") {
    await clearReference(tables, { table, prefix, spec, foreignKey, parentId }, item, now());
    return;
  }
  // Not one that points elsewhere by now.
  const pointsHere = {
    expression: "#fk = :parent",
    names: { "#fk": foreignKey },
    values: { ":parent": parentId },
  };
  await tables.deleteIf(table, recordKey(prefix, spec, `${item["id"]}`), pointsHere);
}

/** Belongs to the same owner, stands where such a record stands, and points to the deleted one. */
function isDependent(
  item: Item,
  spec: ModelSpec,
  { foreignKey }: DependentSpec,
  { prefix, id }: CleanUpJob,
): boolean {
  const key = recordKey(prefix, spec, `${item["id"]}`);
  return (
    item["pk"] === key.pk && item["sk"] === key.sk && item["_m"] === spec.name && item[foreignKey] === id
  );
}
