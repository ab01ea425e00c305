import { continueUpdateRollback } from "../../aws/cloudformation/continue-update-rollback.ts";
import { deleteStack } from "../../aws/cloudformation/delete-stack.ts";
import { describeStack, type StackDescription } from "../../aws/cloudformation/describe-stack.ts";
import {
  listStackEvents,
  newestStackEvent,
  type StackEvent,
} from "../../aws/cloudformation/list-stack-events.ts";
import { setTerminationProtection } from "../../aws/cloudformation/set-termination-protection.ts";
import type { Connection } from "../../aws/connection.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";
import { removeData } from "../destroy/remove-data.ts";
import { followStack, isMoving } from "./follow-stack.ts";

export interface SettleOptions {
  readonly signal: AbortSignal;
  /** Told in a few words what is waited for or repaired. */
  onProgress(what: string): void;
}

/** Created halfway and never used: nothing can be done with them but to delete them. */
const neverWorked: ReadonlySet<string> = new Set(["ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"]);

/**
 * Brings a stack into a state from which it can be deployed: waits for another deployment, goes on with a roll-back that
 * failed, clears away a creation that failed. So an interrupted deployment can always be run again.
 *
 * @param name of the stack
 * @returns the stack; null where there is none (any more)
 * @throws UserError STACK_STUCK where CloudFormation cannot get out by itself
 */
export async function settleStack(
  connection: Connection,
  name: string,
  options: SettleOptions,
): Promise<StackDescription | null> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const stack = await describeStack(connection, name);
    if (stack === null || stack.status === "REVIEW_IN_PROGRESS") return null;
    const after = await newestStackEvent(connection, stack.id);
    const follow = () =>
      followStack(connection, stack.id, { after, signal: options.signal, onEvent: () => {} });
    if (isMoving(stack.status)) {
      options.onProgress(`waiting for the deployment of ${name} that is under way`);
      await follow();
    } else if (stack.status === "UPDATE_ROLLBACK_FAILED") {
      options.onProgress(`going on with the roll-back of ${name}`);
      await continueUpdateRollback(connection, name);
      await follow();
    } else if (neverWorked.has(stack.status) || stack.status === "DELETE_FAILED") {
      options.onProgress(`clearing away what is left of ${name}`);
      // What is retained for its data's sake would be left behind for good. Nobody has put anything into it.
      if (neverWorked.has(stack.status)) await removeEmptyHolders(connection, stack.id, options);
      if (stack.terminationProtection) await setTerminationProtection(connection, name, false);
      await deleteStack(connection, stack.id);
      await follow();
    } else {
      return stack;
    }
  }
  throw new UserError({
    code: "STACK_STUCK",
    message: `The stack ${name} cannot be deployed: CloudFormation does not get it out of its failed state.`,
    remedy: `Look at what stands in its way: plinth status, or the events of ${name} in the CloudFormation console.`,
    exit: exitCode.cloudFailed,
  });
}

/** Where the caller may not delete them they stay: empty, they cost nothing. */
async function removeEmptyHolders(
  connection: Connection,
  stack: string,
  options: SettleOptions,
): Promise<void> {
  try {
    await removeData(connection, await holdersIn(connection, stack), options);
  } catch (error) {
    if (!(error instanceof Error && /^AccessDenied/.test(error.name))) throw error;
  }
}

/** What holds data among all that a stack ever made, its roll-back's leftovers included: only its events name those. */
async function holdersIn(connection: Connection, stack: string) {
  const last = new Map<string, StackEvent>();
  for (const event of await listStackEvents(connection, stack, null)) {
    if (event.physicalId !== null) last.set(event.physicalId, event);
  }
  const left = [...last].filter(([, { status }]) => status !== "DELETE_COMPLETE");
  const named = (type: string) => left.flatMap(([id, event]) => (event.type === type ? [id] : []));
  return {
    tables: named("AWS::DynamoDB::Table"),
    userPools: named("AWS::Cognito::UserPool"),
    buckets: named("AWS::S3::Bucket"),
  };
}
