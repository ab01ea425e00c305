import type { Caller } from "../../../kernel/service.ts";
import { goOn } from "../background.ts";
import type { Engine } from "../engine.ts";
import { settle } from "./settle.ts";
import { finishUpdate } from "./update.ts";

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
