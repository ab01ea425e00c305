import type { Caller } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import type { OnFailure, Stack } from "../state.ts";
import { applyTemplate } from "./apply.ts";
import { provisioner } from "./provision.ts";
import { removeResources } from "./remove.ts";

/**
 * Creates a stack's resources, through to its final status.
 *
 * @param stack in CREATE_IN_PROGRESS, stored
 */
export async function createStack(
  engine: Engine,
  stack: Stack,
  caller: Caller,
  onFailure: OnFailure,
): Promise<Stack> {
  const applied = await applyTemplate(engine, stack, caller);
  if (applied.failure === null) return engine.events.stack(applied.stack, "CREATE_COMPLETE");
  if (onFailure === "DO_NOTHING") return engine.events.stack(applied.stack, "CREATE_FAILED", applied.failure);
  const suffix = onFailure === "DELETE" ? "Delete requested by user." : "Rollback requested by user.";
  const status = onFailure === "DELETE" ? "DELETE_IN_PROGRESS" : "ROLLBACK_IN_PROGRESS";
  const undoing = engine.events.stack(applied.stack, status, applied.failure + suffix);
  return rollBackCreation(engine, undoing, caller, onFailure);
}

/**
 * Removes what a failed creation made.
 *
 * @param stack in ROLLBACK_IN_PROGRESS or DELETE_IN_PROGRESS, stored
 */
export async function rollBackCreation(
  engine: Engine,
  stack: Stack,
  caller: Caller,
  onFailure: OnFailure,
): Promise<Stack> {
  const resources = Object.values(stack.resources);
  const failed = await removeResources(engine, provisioner(engine, caller), stack, resources, {
    policyOf({ deletionPolicy }) {
      if (deletionPolicy === "RetainExceptOnCreate") return "Delete";
      return deletionPolicy === "Retain" && stack.retainExceptOnCreate ? "Delete" : deletionPolicy;
    },
    onGone: ({ logicalId }) => engine.state.stacks.dropResource(stack.id, logicalId),
  });
  const { resources: left } = engine.state.stacks.get(stack.id) ?? stack;
  const current = { ...stack, resources: left };
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(", ")}]. `;
    return engine.events.stack(current, onFailure === "DELETE" ? "DELETE_FAILED" : "ROLLBACK_FAILED", reason);
  }
  if (onFailure === "ROLLBACK") return engine.events.stack(current, "ROLLBACK_COMPLETE");
  return engine.context.store.transaction(() => {
    engine.state.names.delete(current.name);
    return engine.events.stack({ ...current, deletedAt: engine.context.clock.now() }, "DELETE_COMPLETE");
  });
}
