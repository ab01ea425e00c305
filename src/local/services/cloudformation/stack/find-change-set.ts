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
