import type { Engine } from "../engine.ts";
import type { Stack, StackResource } from "../state.ts";
import type { DeletionPolicy } from "../template/template.ts";
import type { Provisioner } from "./provision.ts";
import { turns } from "./turns.ts";

export interface Removal {
  /** Decides whether the thing itself goes or is only forgotten. */
  readonly policyOf: (resource: StackResource) => DeletionPolicy;
  /** Is told of each that left the stack. */
  readonly onGone: (resource: StackResource) => void;
  /** Clean-ups try three times, deletions once. */
  readonly tries?: number;
}

/**
 * Removes resources, dependents before what they need, everything that may in parallel. What a resource needs that could
 * not be removed stays too.
 *
 * @returns logical ids that could not be removed
 */
export async function removeResources(
  engine: Engine,
  provisioner: Provisioner,
  stack: Stack,
  resources: readonly StackResource[],
  { policyOf, onGone, tries = 1 }: Removal,
): Promise<string[]> {
  const failed: string[] = [];
  const dependents = new Map<string, StackResource[]>();
  for (const resource of resources) {
    for (const need of resource.needs) dependents.set(need, [...(dependents.get(need) ?? []), resource]);
  }
  const done = new Map<StackResource, Promise<boolean>>();
  const turn = turns();

  function remove(resource: StackResource): Promise<boolean> {
    let promise = done.get(resource);
    if (promise === undefined) {
      promise = removeAfterDependents(resource);
      done.set(resource, promise);
    }
    return promise;
  }

  async function removeAfterDependents(resource: StackResource): Promise<boolean> {
    const first = (dependents.get(resource.logicalId) ?? []).filter((other) => other !== resource);
    const gone = await Promise.all(first.map(remove));
    if (gone.includes(false)) return false;
    if (policyOf(resource) !== "Delete") {
      engine.events.resource(stack, resource, "DELETE_SKIPPED");
      onGone(resource);
      return true;
    }
    await turn();
    for (let left = tries; left > 0; left -= 1) {
      try {
        await provisioner.remove(stack, resource);
        onGone(resource);
        return true;
      } catch {
        // The provisioner has written the event with the reason.
      }
    }
    failed.push(resource.logicalId);
    return false;
  }

  await Promise.all(resources.map(remove));
  return failed.sort();
}
