import type { Caller } from "../../../kernel/service.ts";
import { goOn } from "../background.ts";
import type { Engine } from "../engine.ts";
import type { StackStatus } from "../state.ts";
import { finishUpdate } from "./update.ts";

/** Where a stack stands whose operation was cut off. Each can be gone on from. */
const after: Readonly<Partial<Record<StackStatus, StackStatus>>> = {
  CREATE_IN_PROGRESS: "CREATE_FAILED",
  ROLLBACK_IN_PROGRESS: "ROLLBACK_FAILED",
  UPDATE_IN_PROGRESS: "UPDATE_ROLLBACK_FAILED",
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: "UPDATE_COMPLETE",
  UPDATE_ROLLBACK_IN_PROGRESS: "UPDATE_ROLLBACK_FAILED",
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: "UPDATE_ROLLBACK_FAILED",
  DELETE_IN_PROGRESS: "DELETE_FAILED",
};

/**
 * After a crash: gives every stack whose operation was cut off a final status, from which it can be continued, updated or
 * deleted. A clean-up is gone on with, since its update has succeeded.
 */
export function settleInterrupted(engine: Engine): void {
  for (const { value: id } of engine.state.names.list()) {
    const stack = engine.state.stacks.get(id);
    if (stack === undefined) continue;
    if (stack.status === "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS") {
      if (stack.parentId === null) goOn(engine, id, () => finishUpdate(engine, stack, ownAccount(engine)));
    } else settle(engine, id, "The local cloud was stopped during the operation.");
  }
}

/** Gives a stack that is in the middle of something a final status. */
export function settle(engine: Engine, stackId: string, reason: string): void {
  const stack = engine.state.stacks.get(stackId);
  const status = stack === undefined ? undefined : after[stack.status];
  if (stack !== undefined && status !== undefined) engine.events.stack(stack, status, reason);
}

function ownAccount({ context }: Engine): Caller {
  return {
    kind: "root",
    arn: `arn:aws:iam::${context.accountId}:root`,
    accountId: context.accountId,
    userId: context.accountId,
    roleArn: null,
    servicePrincipal: null,
    sessionPolicies: [],
    tags: {},
  };
}
