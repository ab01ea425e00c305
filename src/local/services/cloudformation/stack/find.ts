import { stackNotFound, validationError } from "../errors.ts";
import type { CloudFormationState, Stack } from "../state.ts";

/**
 * A stack by its name (living ones only) or its ARN (deleted ones too).
 *
 * @throws WireError where there is none
 */
export function findStack(state: CloudFormationState, nameOrId: string | undefined): Stack {
  const id = nameOrId?.startsWith("arn:") ? nameOrId : state.names.get(nameOrId ?? "");
  const stack = id === undefined ? undefined : state.stacks.get(id);
  if (stack === undefined) throw stackNotFound(nameOrId ?? "");
  return stack;
}

/** @throws WireError where an operation is under way, or the stack's state allows none */
export function assertUpdatable(stack: Stack): void {
  const allowed = [
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "UPDATE_FAILED",
    "CREATE_FAILED",
    "ROLLBACK_FAILED",
  ];
  if (stack.status === "ROLLBACK_FAILED" || !allowed.includes(stack.status)) {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  }
}

/** @throws WireError where the name is not one that CloudFormation takes */
export function checkStackName(name: string): void {
  if (/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) return;
  throw validationError(
    `1 validation error detected: Value '${name.slice(0, 200)}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
  );
}
