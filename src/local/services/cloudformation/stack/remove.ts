import type { Engine } from "../engine.ts";
import type { Stack, StackResource } from "../state.ts";
import type { DeletionPolicy } from "../template/template.ts";
import type { Provisioner } from "./provision.ts";

/**
 * Removes resources, dependents before what they need, everything that may in parallel.
 *
 * @param policyOf decides whether the thing itself goes or is only forgotten
 * @param onGone is told of each that left the stack
 * @returns logical ids that could not be removed
 */
export async function removeResources(
  engine: Engine,
  provisioner: Provisioner,
  stack: Stack,
  resources: readonly StackResource[],
  policyOf: (resource: StackResource) => DeletionPolicy,
  onGone: (resource: StackResource) => void,
): Promise<string[]> {
  const failed: string[] = [];
  const dependents = new Map(
    resources.map((resource) => [
      resource,
      resources.filter((other) => other.needs.includes(resource.logicalId)),
    ]),
  );
  const done = new Map<StackResource, Promise<void>>();
  const remove = (resource: StackResource): Promise<void> => {
    let promise = done.get(resource);
    if (promise === undefined) {
      promise = (async () => {
        await Promise.all((dependents.get(resource) ?? []).filter((other) => other !== resource).map(remove));
        if (policyOf(resource) !== "Delete") {
          engine.events.resource(stack, resource, "DELETE_SKIPPED");
          onGone(resource);
          return;
        }
        try {
          await provisioner.remove(stack, resource);
          onGone(resource);
        } catch {
          // The provisioner has written the event with the reason.
          failed.push(resource.logicalId);
        }
      })();
      done.set(resource, promise);
    }
    return promise;
  };
  await Promise.all(resources.map(remove));
  return failed.sort();
}
