import type { Engine } from "../engine.ts";
import type { StackStatus } from "../state.ts";

/** Where a stack stands whose operation was cut off because the cloud itself was stopped. Each can be gone on from. */
const after: Readonly<Partial<Record<StackStatus, StackStatus>>> = {
  CREATE_IN_PROGRESS: "CREATE_FAILED",
  ROLLBACK_IN_PROGRESS: "ROLLBACK_FAILED",
  UPDATE_IN_PROGRESS: "UPDATE_ROLLBACK_FAILED",
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: "UPDATE_COMPLETE",
  UPDATE_ROLLBACK_IN_PROGRESS: "UPDATE_ROLLBACK_FAILED",
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: "UPDATE_ROLLBACK_FAILED",
  DELETE_IN_PROGRESS: "DELETE_FAILED",
};

/** Gives every stack whose operation a crash cut off a final status, from which it can be continued, updated or deleted. */
export function settleInterrupted(engine: Engine): void {
  for (const { value } of engine.state.names.list()) {
    const stack = engine.state.stacks.get(value);
    const status = stack === undefined ? undefined : after[stack.status];
    if (stack !== undefined && status !== undefined) {
      engine.events.stack(stack, status, "The local cloud was stopped during the operation.");
    }
  }
}
