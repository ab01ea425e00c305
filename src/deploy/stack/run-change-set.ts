import { describeStack, type StackDescription } from "../../aws/cloudformation/describe-stack.ts";
import { executeChangeSet } from "../../aws/cloudformation/execute-change-set.ts";
import { newestStackEvent, type StackEvent } from "../../aws/cloudformation/list-stack-events.ts";
import type { Connection } from "../../aws/connection.ts";
import { exitCode, type Problem, UserError } from "../../errors/user-error.ts";
import { type FollowOptions, followStack } from "./follow-stack.ts";

/**
 * Executes a change set and waits for its end.
 *
 * @param name of the stack
 * @param changeSet ARN
 * @throws UserError DEPLOYMENT_FAILED with what failed and why; CloudFormation has rolled back by then
 */
export async function runChangeSet(
  connection: Connection,
  name: string,
  changeSet: string,
  options: Omit<FollowOptions, "after">,
): Promise<StackDescription> {
  const after = await newestStackEvent(connection, name);
  const stack = await describeStack(connection, name);
  const failures: StackEvent[] = [];
  await executeChangeSet(connection, changeSet, changeSet.slice(-100).replaceAll(/[^A-Za-z0-9-]/g, "-"));
  const ended = await followStack(connection, stack?.id ?? name, {
    ...options,
    after,
    onEvent(event) {
      if (event.status.endsWith("_FAILED")) failures.push(event);
      options.onEvent(event);
    },
  });
  if (ended?.status === "CREATE_COMPLETE" || ended?.status === "UPDATE_COMPLETE") return ended;
  throw failed(name, ended, failures);
}

function failed(name: string, stack: StackDescription | null, failures: readonly StackEvent[]): UserError {
  const status = stack?.status ?? "DELETE_COMPLETE";
  const rolledBack = status.endsWith("ROLLBACK_COMPLETE") || stack === null;
  return new UserError({
    code: "DEPLOYMENT_FAILED",
    message: `CloudFormation could not deploy ${name}${rolledBack ? ", and has rolled back: what was there before goes on" : ` (${status})`}.`,
    remedy: "Correct what failed first, and deploy again: a deployment can always be repeated.",
    problems: causes(failures).map(problemOf),
    exit: exitCode.cloudFailed,
  });
}

/** What failed by itself, rather than because something else had. */
function causes(failures: readonly StackEvent[]): readonly StackEvent[] {
  const own = failures.filter(
    ({ reason, type }) =>
      reason !== null &&
      !/cancell?ed|The following resource\(s\) failed/i.test(reason) &&
      !(type === "AWS::CloudFormation::Stack" && /Embedded stack/i.test(reason)),
  );
  return own.length > 0 ? own : failures;
}

function problemOf({ logicalId, type, reason }: StackEvent): Problem {
  return {
    file: null,
    line: null,
    message: `${logicalId} (${type}): ${reason ?? "CloudFormation gives no reason."}`,
    remedy: "",
  };
}
