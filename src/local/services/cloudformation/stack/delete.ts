import type { Caller } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import type { Deletion, Stack } from "../state.ts";
import { dropChangeSets } from "./find-change-set.ts";
import { publishExports } from "./outputs.ts";
import { provisioner } from "./provision.ts";
import { removeResources } from "./remove.ts";

/**
 * Deletes a stack's resources, through to its final status.
 *
 * @param stack in DELETE_IN_PROGRESS, stored
 */
export async function deleteStack(
  engine: Engine,
  stack: Stack,
  caller: Caller,
  { retain, force }: Deletion,
): Promise<Stack> {
  try {
    publishExports(engine, stack, []);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return engine.events.stack(stack, "DELETE_FAILED", `Delete canceled. ${error.message}`);
  }
  const resources = Object.values(stack.resources);
  const failed = await removeResources(engine, provisioner(engine, caller), stack, resources, {
    policyOf({ logicalId, deletionPolicy }) {
      if (retain.includes(logicalId)) return "Retain";
      return deletionPolicy === "RetainExceptOnCreate" ? "Retain" : deletionPolicy;
    },
    onGone: ({ logicalId }) => engine.state.stacks.dropResource(stack.id, logicalId),
  });
  const { resources: left } = engine.state.stacks.get(stack.id) ?? stack;
  const current = { ...stack, resources: left };
  if (failed.length > 0 && !force) {
    const reason = `The following resource(s) failed to delete: [${failed.join(", ")}]. `;
    return engine.events.stack(current, "DELETE_FAILED", reason);
  }
  return engine.context.store.transaction(() => {
    engine.state.names.delete(current.name);
    dropChangeSets(engine.state, current.id);
    return engine.events.stack(
      { ...current, deletedAt: engine.context.clock.now(), lastGood: null, leftovers: [], imports: [] },
      "DELETE_COMPLETE",
    );
  });
}
