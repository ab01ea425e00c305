import { Bug } from "../../../kernel/bug.ts";
import type { Caller } from "../../../kernel/service.ts";
import { deployingAs, type Engine } from "../engine.ts";
import type { Stack, StackResource } from "../state.ts";
import { changedProperties } from "./difference.ts";
import { provisioner } from "./provision.ts";
import { removeResources } from "./remove.ts";

/**
 * Takes a stack back to its last good state: resources that were changed are changed back, those that are new or
 * replacements are removed. Works from what is stored alone, so it can be repeated after a failure or a crash.
 *
 * @param stack in UPDATE_ROLLBACK_IN_PROGRESS
 * @param skip logical ids to leave as they are (ContinueUpdateRollback's ResourcesToSkip)
 */
export async function rollBackUpdate(
  engine: Engine,
  stack: Stack,
  caller: Caller,
  skip: readonly string[],
): Promise<Stack> {
  const good = stack.lastGood;
  if (good === null) throw new Bug(`${stack.name} has no last good state`);
  const provision = provisioner(engine, deployingAs(caller, stack.roleArn));
  let current: Stack = stack;
  const set = (resources: Stack["resources"]) => {
    current = { ...current, resources };
    engine.state.stacks.put(current.id, current);
  };
  const failed: string[] = [];
  const superfluous: StackResource[] = [];
  for (const resource of Object.values(stack.resources)) {
    const before = good.resources[resource.logicalId];
    if (before === undefined || before.physicalId !== resource.physicalId) {
      superfluous.push(resource);
      continue;
    }
    if (changedProperties(resource.type, resource.properties, before.properties).length === 0) continue;
    if (skip.includes(resource.logicalId)) continue;
    try {
      const made = await provision.update(current, resource, before.properties);
      set({ ...current.resources, [resource.logicalId]: { ...before, attributes: made.attributes } });
    } catch {
      failed.push(resource.logicalId);
    }
  }
  if (failed.length > 0) return fail(failed);
  current = engine.events.stack(current, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS");
  // Removed even where the template says Retain: the update that made them never happened.
  const stuck = await removeResources(
    engine,
    provision,
    current,
    superfluous,
    () => "Delete",
    (gone) => {
      const { [gone.logicalId]: _gone, ...rest } = current.resources;
      const before = good.resources[gone.logicalId];
      set(before === undefined ? rest : { ...rest, [gone.logicalId]: before });
    },
  );
  const blocking = stuck.filter((id) => !skip.includes(id));
  if (blocking.length > 0) return fail(blocking);
  const restored: Stack = { ...current, ...good, resources: { ...good.resources }, lastGood: null };
  return engine.events.stack(
    { ...restored, updatedAt: engine.context.clock.now() },
    "UPDATE_ROLLBACK_COMPLETE",
  );

  function fail(ids: readonly string[]): Stack {
    return engine.events.stack(
      current,
      "UPDATE_ROLLBACK_FAILED",
      `The following resource(s) failed to update: [${ids.join(", ")}]. `,
    );
  }
}
