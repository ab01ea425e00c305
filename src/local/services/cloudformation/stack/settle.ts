import type { Engine } from "../engine.ts";
import type { StackStatus } from "../state.ts";

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

/** Gives a stack that is in the middle of something a final status. */
export function settle(engine: Engine, stackId: string, reason: string): void {
  const stack = engine.state.stacks.get(stackId);
  const status = stack === undefined ? undefined : after[stack.status];
  if (stack !== undefined && status !== undefined) engine.events.stack(stack, status, reason);
}
