import { Bug } from "../../../kernel/bug.ts";
import { own } from "../../../kernel/own.ts";
import type { Caller } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { nestedStackType } from "../resource-spec.ts";
import type { Stack, StackResource } from "../state.ts";
import { changedProperties } from "./difference.ts";
import { publishExports } from "./outputs.ts";
import { provisioner } from "./provision.ts";
import { removeResources } from "./remove.ts";

/**
 * Takes a stack back to its last good state: resources that were changed are changed back, those that are new or
 * replacements are removed. Works from what is stored alone, so it can be repeated after a failure or a crash.
 *
 * @param stack in UPDATE_ROLLBACK_IN_PROGRESS
 * @param skip logical ids to leave as they are (ContinueUpdateRollback's ResourcesToSkip); those of nested stacks as
 * `NestedStackName.LogicalId`
 */
export async function rollBackUpdate(
  engine: Engine,
  stack: Stack,
  caller: Caller,
  skip: readonly string[],
): Promise<Stack> {
  const good = stack.lastGood;
  if (good === null) throw new Bug(`${stack.name} has no last good state`);
  const provision = provisioner(engine, caller);
  let current: Stack = stack;
  const set = (resource: StackResource) => {
    current = { ...current, resources: { ...current.resources, [resource.logicalId]: resource } };
    engine.state.stacks.putResource(current.id, resource);
  };
  const failed: string[] = [];
  const superfluous: StackResource[] = [];
  for (const resource of Object.values(stack.resources)) {
    const before = own(good.resources, resource.logicalId);
    if (before === undefined || before.physicalId !== resource.physicalId) {
      superfluous.push(resource);
      continue;
    }
    if (skip.includes(resource.logicalId)) continue;
    try {
      const attributes = await changeBack(resource, before);
      if (resource !== before) set({ ...before, attributes });
    } catch {
      // The provisioner has written the event with the reason.
      set({ ...resource, status: "UPDATE_FAILED" });
      failed.push(resource.logicalId);
    }
  }
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to update: [${failed.sort().join(", ")}]. `;
    return engine.events.stack(current, "UPDATE_ROLLBACK_FAILED", reason);
  }
  publishExports(engine, current, good.outputs);
  current = engine.events.stack(current, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS");
  await removeResources(engine, provision, current, superfluous, {
    tries: 3,
    policyOf({ deletionPolicy, logicalId }) {
      if (skip.includes(logicalId)) return "Retain";
      const retains = deletionPolicy === "Retain" && !stack.retainExceptOnCreate;
      return retains || deletionPolicy === "Snapshot" ? deletionPolicy : "Delete";
    },
    onGone: () => {},
  });
  // What could not be removed stays behind with its event, as on AWS.
  const kept = Object.keys(good.resources).map((id) => {
    const before = good.resources[id] as StackResource;
    const now = own(current.resources, id);
    return [id, now?.physicalId === before.physicalId ? now : before] as const;
  });
  const { id: _snapshot, ...before } = good;
  return engine.events.stack(
    { ...current, ...before, resources: Object.fromEntries(kept), lastGood: null, leftovers: [] },
    "UPDATE_ROLLBACK_COMPLETE",
  );

  /** @returns the attributes as they are afterwards */
  async function changeBack(
    resource: StackResource,
    before: StackResource,
  ): Promise<StackResource["attributes"]> {
    if (resource.type === nestedStackType) {
      await rollBackNested(engine, current, resource, caller, skip);
      return before.attributes;
    }
    const changed = changedProperties(resource.type, resource.properties, before.properties).length > 0;
    const retag = current.tags !== good?.tags && resource.updatedAt !== before.updatedAt;
    if (!changed && !retag && resource.status !== "UPDATE_FAILED") return before.attributes;
    const back = { ...current, tags: good?.tags ?? {} };
    return (await provision.update(back, resource, before.properties)).attributes;
  }
}

/** @throws WireError where the nested stack could not be taken back */
async function rollBackNested(
  engine: Engine,
  parent: Stack,
  resource: StackResource,
  caller: Caller,
  skip: readonly string[],
): Promise<void> {
  const nested = engine.state.stacks.get(resource.physicalId);
  if (nested === undefined || nested.lastGood === null) return;
  engine.events.resource(parent, resource, "UPDATE_IN_PROGRESS");
  const within = skip
    .filter((name) => name.startsWith(`${nested.name}.`))
    .map((name) => name.slice(nested.name.length + 1));
  const rolling = engine.events.stack(nested, "UPDATE_ROLLBACK_IN_PROGRESS");
  const after = await rollBackUpdate(engine, rolling, caller, within);
  if (after.status !== "UPDATE_ROLLBACK_COMPLETE") {
    const reason = `Embedded stack ${nested.id} was not successfully rolled back: ${after.statusReason}`;
    engine.events.resource(parent, resource, "UPDATE_FAILED", reason);
    throw new WireError("NotStabilized", reason);
  }
  engine.events.resource(parent, resource, "UPDATE_COMPLETE");
}
