import type { Caller } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { nestedStackType } from "../resource-spec.ts";
import type { Stack, StackResource } from "../state.ts";
import { applyTemplate } from "./apply.ts";
import { provisioner } from "./provision.ts";
import { removeResources } from "./remove.ts";
import { rollBackUpdate } from "./roll-back-update.ts";

/**
 * Updates a stack's resources, through to its final status: what is replaced or gone from the template is removed only
 * after everything else has succeeded. A nested stack is left before that clean-up, so that its parent can still take it
 * back.
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
  const cleaning = engine.events.stack(applied.stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
  return stack.parentId === null ? finishUpdate(engine, cleaning, caller) : cleaning;
}

/**
 * Cleans up behind an update that has succeeded, in nested stacks first.
 *
 * @param stack in UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, stored
 */
export async function finishUpdate(engine: Engine, stack: Stack, caller: Caller): Promise<Stack> {
  for (const { type, physicalId } of Object.values(stack.resources)) {
    const nested = type === nestedStackType ? engine.state.stacks.get(physicalId) : undefined;
    if (nested?.status === "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS") await finishUpdate(engine, nested, caller);
  }
  const replaced = new Set<StackResource>(
    stack.leftovers.filter((leftover) => leftover.replaced).map(({ resource }) => resource),
  );
  const leftovers = stack.leftovers.map(({ resource }) => resource);
  await removeResources(engine, provisioner(engine, caller), stack, leftovers, {
    tries: 3,
    policyOf(resource) {
      const policy = replaced.has(resource) ? resource.updateReplacePolicy : resource.deletionPolicy;
      return policy === "RetainExceptOnCreate" ? "Retain" : policy;
    },
    onGone: () => {},
  });
  // What could not be removed stays behind with its event; the update itself has succeeded, as on AWS.
  return engine.events.stack({ ...stack, lastGood: null, leftovers: [] }, "UPDATE_COMPLETE");
}
