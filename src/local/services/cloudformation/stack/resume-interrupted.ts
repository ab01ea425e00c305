import type { Caller } from "../../../kernel/service.ts";
import { goOn } from "../background.ts";
import { deployingAs, type Engine } from "../engine.ts";
import type { Stack } from "../state.ts";
import { rollBackCreation } from "./create.ts";
import { deleteStack } from "./delete.ts";
import { recover } from "./recover.ts";
import { rollBackUpdate } from "./roll-back-update.ts";
import { settle } from "./settle.ts";
import { finishUpdate } from "./update.ts";

const reason = "The local cloud was stopped during the operation.";

/**
 * After a crash: brings every stack whose operation was cut off to a final status. Creations and updates are rolled back,
 * all else is gone on with. Nested stacks go with their parents.
 */
export function resumeInterrupted(engine: Engine): void {
  for (const { value: id } of engine.state.names.list()) {
    const stack = engine.state.stacks.get(id);
    if (stack === undefined || !isCutOff(stack)) continue;
    const root = stack.rootId === null ? undefined : engine.state.stacks.get(stack.rootId);
    if (root === undefined) goOn(engine, id, () => resume(engine, id));
    else if (!isCutOff(root)) settle(engine, id, reason);
  }
}

function isCutOff({ status }: Stack): boolean {
  return status.endsWith("_IN_PROGRESS") && status !== "REVIEW_IN_PROGRESS";
}

async function resume(engine: Engine, stackId: string): Promise<void> {
  const { state } = engine;
  const roleArn = state.stacks.get(stackId)?.roleArn;
  const caller = await deployingAs(engine, ownAccount(engine), roleArn);
  await recover(engine, stackId, caller);
  const after = await toTheEnd(engine, state.stacks.get(stackId) as Stack, caller);
  const set = state.changeSets.get(after.changeSetId ?? "");
  if (set?.executionStatus === "EXECUTE_IN_PROGRESS") {
    const executionStatus = after.status === "UPDATE_COMPLETE" ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED";
    state.changeSets.put(set.id, { ...set, executionStatus });
  }
}

function toTheEnd(engine: Engine, stack: Stack, caller: Caller): Promise<Stack> | Stack {
  const { events } = engine;
  switch (stack.status) {
    case "CREATE_IN_PROGRESS": {
      const onFailure = stack.onFailure ?? (stack.disableRollback ? "DO_NOTHING" : "ROLLBACK");
      if (onFailure === "DO_NOTHING") return events.stack(stack, "CREATE_FAILED", reason);
      const status = onFailure === "DELETE" ? "DELETE_IN_PROGRESS" : "ROLLBACK_IN_PROGRESS";
      return rollBackCreation(engine, events.stack(stack, status, reason), caller, onFailure);
    }
    case "ROLLBACK_IN_PROGRESS":
      return rollBackCreation(engine, stack, caller, "ROLLBACK");
    case "UPDATE_IN_PROGRESS":
      if (stack.disableRollback) return events.stack(stack, "UPDATE_FAILED", reason);
      return rollBackUpdate(engine, events.stack(stack, "UPDATE_ROLLBACK_IN_PROGRESS", reason), caller, []);
    case "UPDATE_ROLLBACK_IN_PROGRESS":
    case "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS":
      return rollBackUpdate(engine, events.stack(stack, "UPDATE_ROLLBACK_IN_PROGRESS"), caller, []);
    case "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS":
      return finishUpdate(engine, stack, caller);
    case "DELETE_IN_PROGRESS":
      return stack.deletion
        ? deleteStack(engine, stack, caller, stack.deletion)
        : rollBackCreation(engine, stack, caller, "DELETE");
    default:
      return stack;
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
