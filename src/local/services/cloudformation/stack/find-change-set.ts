import { changeSetNotFound } from "../errors.ts";
import type { ChangeSet, CloudFormationState } from "../state.ts";
import { findStack } from "./find.ts";

/**
 * A change set by its ARN, or by name within a stack.
 *
 * @throws WireError ChangeSetNotFound
 */
export function findChangeSet(
  state: CloudFormationState,
  name: string | undefined,
  stackName: string | undefined,
): ChangeSet {
  if (name?.startsWith("arn:")) {
    const set = state.changeSets.get(name);
    if (set === undefined) throw changeSetNotFound(name);
    return set;
  }
  const stack = findStack(state, stackName);
  const found = state.changeSets
    .list()
    .find(({ value }) => value.stackId === stack.id && value.name === name);
  if (found === undefined) throw changeSetNotFound(name ?? "");
  return found.value;
}

/** Forgets a stack's change sets: all, or all but the one that is executed. */
export function dropChangeSets(state: CloudFormationState, stackId: string, except?: string): void {
  for (const { key, value } of state.changeSets.list()) {
    if (value.stackId === stackId && key !== except) state.changeSets.delete(key);
  }
}

/** After a direct update, change sets that were made before can no longer be executed. */
export function outdateChangeSets(state: CloudFormationState, stackId: string): void {
  for (const { key, value } of state.changeSets.list()) {
    if (value.stackId === stackId && value.executionStatus === "AVAILABLE")
      state.changeSets.put(key, { ...value, executionStatus: "OBSOLETE" });
  }
}
