import type { Caller } from "../../../kernel/service.ts";
import { deployingAs, type Engine } from "../engine.ts";
import type { Stack } from "../state.ts";
import { withdrawExport } from "./outputs.ts";
import { provisioner, reasonOf } from "./provision.ts";
import { removeResources } from "./remove.ts";

/**
 * Deletes a stack's resources, through to its final status.
 *
 * @param stack in DELETE_IN_PROGRESS, stored
 * @param retain logical ids to leave behind (RetainResources)
 */
export async function deleteStack(
  engine: Engine,
  stack: Stack,
  caller: Caller,
  retain: readonly string[],
): Promise<Stack> {
  let current = stack;
  try {
    for (const { exportName } of stack.outputs) if (exportName !== null) withdrawExport(engine, exportName);
  } catch (error) {
    return engine.events.stack(current, "DELETE_FAILED", reasonOf(error, "AWS::CloudFormation::Stack"));
  }
  const failed = await removeResources(
    engine,
    provisioner(engine, deployingAs(caller, stack.roleArn)),
    stack,
    Object.values(stack.resources),
    (resource) => {
      if (retain.includes(resource.logicalId)) return "Retain";
      return resource.deletionPolicy === "RetainExceptOnCreate" ? "Retain" : resource.deletionPolicy;
    },
    (resource) => {
      const { [resource.logicalId]: _gone, ...rest } = current.resources;
      current = { ...current, resources: rest };
      engine.state.stacks.put(current.id, current);
    },
  );
  if (failed.length > 0) {
    return engine.events.stack(
      current,
      "DELETE_FAILED",
      `The following resource(s) failed to delete: [${failed.join(", ")}]. `,
    );
  }
  engine.state.names.delete(current.name);
  return engine.events.stack(
    { ...current, deletedAt: engine.context.clock.now(), lastGood: null },
    "DELETE_COMPLETE",
  );
}
