import type { Caller } from "../../../kernel/service.ts";
import { deployingAs, type Engine } from "../engine.ts";
import type { Stack } from "../state.ts";
import { applyTemplate } from "./apply.ts";
import { provisioner } from "./provision.ts";
import { removeResources } from "./remove.ts";

/** What becomes of a stack whose creation fails. */
export type OnFailure = "ROLLBACK" | "DELETE" | "DO_NOTHING";

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
  const done = { ...applied.stack, updatedAt: stack.updatedAt };
  if (applied.failure === null) return engine.events.stack(done, "CREATE_COMPLETE");
  if (onFailure === "DO_NOTHING") return engine.events.stack(done, "CREATE_FAILED", applied.failure);
  const suffix = onFailure === "DELETE" ? "Delete requested by user." : "Rollback requested by user.";
  const status = onFailure === "DELETE" ? "DELETE_IN_PROGRESS" : "ROLLBACK_IN_PROGRESS";
  return rollbackCreation(
    engine,
    engine.events.stack(done, status, applied.failure + suffix),
    caller,
    onFailure,
  );
}

async function rollbackCreation(
  engine: Engine,
  stack: Stack,
  caller: Caller,
  onFailure: OnFailure,
): Promise<Stack> {
  let current = stack;
  const failed = await removeResources(
    engine,
    provisioner(engine, deployingAs(caller, stack.roleArn)),
    stack,
    Object.values(stack.resources),
    ({ deletionPolicy }) => (deletionPolicy === "RetainExceptOnCreate" ? "Delete" : deletionPolicy),
    (resource) => {
      const { [resource.logicalId]: _gone, ...rest } = current.resources;
      current = { ...current, resources: rest };
      engine.state.stacks.put(current.id, current);
    },
  );
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(", ")}]. `;
    return engine.events.stack(current, onFailure === "DELETE" ? "DELETE_FAILED" : "ROLLBACK_FAILED", reason);
  }
  if (onFailure === "ROLLBACK") return engine.events.stack(current, "ROLLBACK_COMPLETE");
  engine.state.names.delete(current.name);
  return engine.events.stack({ ...current, deletedAt: engine.context.clock.now() }, "DELETE_COMPLETE");
}
