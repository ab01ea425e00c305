import type { Caller } from "../../../kernel/service.ts";
import { deployingAs, type Engine } from "../engine.ts";
import type { Stack, StackResource } from "../state.ts";
import { type Applied, applyTemplate } from "./apply.ts";
import { provisioner } from "./provision.ts";
import { removeResources } from "./remove.ts";
import { rollBackUpdate } from "./roll-back-update.ts";

/**
 * Updates a stack's resources, through to its final status: what is replaced or gone from the template is removed only
 * after everything else has succeeded.
 *
 * @param stack in UPDATE_IN_PROGRESS, stored, with the new template, parameters and tags, and `lastGood` set
 */
export async function updateStack(engine: Engine, stack: Stack, caller: Caller): Promise<Stack> {
  const applied = await applyTemplate(engine, stack, caller);
  if (applied.failure !== null) {
    if (stack.disableRollback) return engine.events.stack(applied.stack, "UPDATE_FAILED", applied.failure);
    const rolling = engine.events.stack(applied.stack, "UPDATE_ROLLBACK_IN_PROGRESS", applied.failure);
    return rollBackUpdate(engine, rolling, caller, []);
  }
  return cleanUp(engine, applied, caller);
}

async function cleanUp(engine: Engine, applied: Applied, caller: Caller): Promise<Stack> {
  const stack = engine.events.stack(applied.stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
  const replaced = new Set<StackResource>(
    applied.leftovers.filter((leftover) => leftover.replaced).map(({ resource }) => resource),
  );
  await removeResources(
    engine,
    provisioner(engine, deployingAs(caller, stack.roleArn)),
    stack,
    applied.leftovers.map(({ resource }) => resource),
    (resource) => {
      const policy = replaced.has(resource) ? resource.updateReplacePolicy : resource.deletionPolicy;
      return policy === "RetainExceptOnCreate" ? "Retain" : policy;
    },
    () => {},
  );
  // What could not be removed stays behind with its event; the update itself has succeeded, as on AWS.
  return engine.events.stack(
    { ...stack, lastGood: null, updatedAt: engine.context.clock.now() },
    "UPDATE_COMPLETE",
  );
}
