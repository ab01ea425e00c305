import { linkPartition } from "../../data/keys.ts";
import type { LinkSpec } from "../../data/spec.ts";
import type { CleanUpContext } from "./clean-up-context.ts";
import type { CleanUpJob } from "./clean-up-job.ts";
import { inParallel } from "./in-parallel.ts";
import { mostBatched } from "./tables.ts";

const pageSize = 200;

/**
 * Deletes the links (manyToMany) of a deleted record, from whichever side they are read.
 *
 * @returns false where time ran out
 */
export async function cleanUpLinks(
  context: CleanUpContext,
  job: CleanUpJob,
  link: LinkSpec,
): Promise<boolean> {
  const { tables, pooledTable } = context;
  const partition = linkPartition(job.prefix, link.link, job.id);
  const index = link.side === "left" ? null : "gsi1";
  for await (const page of tables.pages(pooledTable, index, partition, pageSize)) {
    const keys = page
      .map(({ pk, sk, _m: kind }) => ({ pk: `${pk}`, sk: `${sk}`, kind }))
      .filter(
        ({ pk, kind }) => kind === link.link && pk.startsWith(linkPartition(job.prefix, link.link, "")),
      );
    const batches = Array.from({ length: Math.ceil(keys.length / mostBatched) }, (_, batch) =>
      keys.slice(batch * mostBatched, (batch + 1) * mostBatched).map(({ pk, sk }) => ({ pk, sk })),
    );
    await inParallel(batches, 4, (batch) => tables.deleteAll(pooledTable, batch));
    context.progress(keys.length);
    if (page.length > 0 && context.isLate()) return false;
  }
  return true;
}
