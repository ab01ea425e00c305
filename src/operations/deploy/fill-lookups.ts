import { type BackfillItem, nameOf } from "../../deploy/backfill/backfill-item.ts";
import { duplicatesError, duplicatesWarning, findDuplicates } from "../../deploy/backfill/find-duplicates.ts";
import { openBackfills, registerBackfills } from "../../deploy/backfill/registry.ts";
import { guardAhead, runBackfill } from "../../deploy/backfill/run-backfill.ts";
import type { BackendDescription } from "../../deploy/plan/backend-description.ts";
import { backfillModel } from "../../deploy/plan/backfill-model.ts";
import type { DeployPlan } from "../../deploy/plan/deploy-plan.ts";
import { tablesOf } from "../../deploy/plan/table-names.ts";
import { doStep, type OperationContext } from "../context.ts";
import { count } from "../generate/count.ts";
import type { Stage } from "../stage/stage.ts";

/**
 * Makes sure, before anything is deployed, that no records contradict a new unique constraint, and then writes down what
 * the deployment has to fill, so that it is not forgotten whatever happens.
 *
 * @param after what is going to be served
 * @throws UserError DUPLICATES
 */
export async function prepareLookups(
  stage: Stage,
  plan: DeployPlan,
  after: BackendDescription,
  signal: AbortSignal,
): Promise<void> {
  const items = newLookups(plan, after);
  if (items.length === 0) return;
  const { connection } = stage;
  const tables = await tablesOf(connection, { app: stage.app.name, stage: stage.name }, after);
  if (tables === null) return;
  const duplicates = await findDuplicates(connection, tables, items, { signal });
  if (duplicates.length > 0) throw duplicatesError(duplicates);
  await registerBackfills(connection, tables.pooled, items);
  // From the first moment on, the new resolvers meet a guard for every value that is there.
  const taken = (await guardAhead(connection, tables, items, { signal })).duplicates;
  if (taken.length > 0) throw duplicatesError(taken);
}

/**
 * Fills new indexes and unique constraints for the records that are there, also what an interrupted deployment left.
 *
 * @param served what the stage serves now
 */
export async function fillLookups(
  stage: Stage,
  served: BackendDescription,
  context: OperationContext,
): Promise<void> {
  const { connection } = stage;
  const { signal } = context;
  const tables = await tablesOf(connection, { app: stage.app.name, stage: stage.name }, served);
  if (tables === null) return;
  const models = Object.entries(served.models).map(([name, model]) => backfillModel(name, model));
  const items = await openBackfills(connection, tables.pooled, models);
  if (items.length === 0) return;
  await doStep(context, "backfill", async (progress) => {
    const onProgress = ({ read, written }: { read: number; written: number }) =>
      progress(`${count(read, "item")} read, ${written} written`);
    const { written, duplicates } = await runBackfill(connection, tables, items, { signal, onProgress });
    if (duplicates.length > 0) context.report({ kind: "warning", message: duplicatesWarning(duplicates) });
    return {
      result: null,
      detail: `${count(written, "record")} filled in: ${items.map(nameOf).join(", ")}`,
    };
  });
}

function newLookups({ changes }: DeployPlan, after: BackendDescription): readonly BackfillItem[] {
  return changes.flatMap((change): readonly BackfillItem[] => {
    if (change.kind !== "addIndex" && change.kind !== "addUnique") return [];
    const description = after.models[change.model];
    if (description === undefined) return [];
    const model = backfillModel(change.model, description);
    if ("index" in change) {
      const index = model.indexes.find(({ name }) => name === change.index);
      return index === undefined ? [] : [{ kind: "index", model, index }];
    }
    const unique = model.uniques.find(({ name }) => name === change.unique);
    return unique === undefined ? [] : [{ kind: "unique", model, unique }];
  });
}
