import type { Provisioned } from "../../../kernel/service.ts";
import type { StackResource } from "../state.ts";
import type { Outline } from "./intents.ts";

/**
 * A resource as a stack keeps it once its handler has done its work.
 *
 * @param previous what it was; undefined: new
 * @param now milliseconds since 1970
 */
export function provisionedResource(
  outline: Outline,
  { physicalId, attributes }: Provisioned,
  previous: StackResource | undefined,
  now: number,
): StackResource {
  const status = previous === undefined ? "CREATE_COMPLETE" : "UPDATE_COMPLETE";
  return { ...outline, physicalId, attributes, status, reason: null, updatedAt: now };
}

/** A resource whose update failed or was cut off: what it is now is not known, so a rollback changes it back. */
export function halfUpdated({ properties }: Outline, previous: StackResource, reason: string): StackResource {
  return { ...previous, status: "UPDATE_FAILED", reason, properties };
}
