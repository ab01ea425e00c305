import { deleteStack } from "../../aws/cloudformation/delete-stack.ts";
import { describeStack } from "../../aws/cloudformation/describe-stack.ts";
import { newestStackEvent, type StackEvent } from "../../aws/cloudformation/list-stack-events.ts";
import { setTerminationProtection } from "../../aws/cloudformation/set-termination-protection.ts";
import type { Connection } from "../../aws/connection.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";
import { followStack, isMoving } from "../stack/follow-stack.ts";

export interface RemoveStackOptions {
  readonly signal: AbortSignal;
  onEvent(event: StackEvent): void;
}

/** A second time often gets rid of what stood in its own way the first time. */
const mostAttempts = 3;

/**
 * Deletes a stack and waits until it is gone; waits before that for whatever is being done to it.
 *
 * @param name of the stack; nothing is done where there is none
 * @throws UserError STACK_NOT_DELETED with what stood in the way
 */
export async function removeStack(
  connection: Connection,
  name: string,
  { signal, onEvent }: RemoveStackOptions,
): Promise<void> {
  let failures: StackEvent[] = [];
  for (let attempt = 0; attempt < mostAttempts; ) {
    const stack = await describeStack(connection, name);
    if (stack === null) return;
    const after = await newestStackEvent(connection, stack.id);
    failures = [];
    if (!isMoving(stack.status)) {
      attempt += 1;
      if (stack.terminationProtection) await setTerminationProtection(connection, name, false);
      await deleteStack(connection, stack.id);
    }
    const ended = await followStack(connection, stack.id, {
      after,
      signal,
      onEvent(event) {
        if (event.status === "DELETE_FAILED") failures.push(event);
        onEvent(event);
      },
    });
    if (ended === null) return;
  }
  throw new UserError({
    code: "STACK_NOT_DELETED",
    message: `CloudFormation does not get the stack ${name} deleted.`,
    remedy: "Remove what stands in its way, then run the same command again: it goes on where it was.",
    problems: failures
      .filter(({ physicalId, stackId }) => physicalId !== stackId)
      .map(({ logicalId, type, reason }) => ({
        file: null,
        line: null,
        message: `${logicalId} (${type}): ${reason ?? "CloudFormation gives no reason."}`,
        remedy: "",
      })),
    exit: exitCode.cloudFailed,
  });
}
