import { systemCaller } from "./caller.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { Invocation } from "./invocation.ts";
import { type AnyHandler, callHandler, internalError, reportError, startRun } from "./run.ts";

/** What a scheduled function gets. */
export interface Tick {
  /** When it was due, ISO 8601 in UTC. */
  readonly scheduledAt: string;
  /** The same when EventBridge delivers an occurrence a second time. */
  readonly executionId: string;
}

/** Turns a handler into a Lambda that EventBridge Scheduler invokes. Acts as the system, in no tenant. */
export function wrapSchedule(settings: FunctionSettings, handler: AnyHandler) {
  return async (event: Partial<Tick>, invocation: Invocation): Promise<void> => {
    const run = startRun(settings, systemCaller(null), event, invocation);
    const tick: Tick = {
      scheduledAt: event.scheduledAt ?? new Date().toISOString(),
      executionId: event.executionId ?? invocation.awsRequestId,
    };
    try {
      await callHandler(run, handler, tick);
    } catch (error) {
      // Thrown, so that Lambda tries again and at last keeps the event in the dead-letter queue.
      reportError(run.log, error);
      throw internalError(invocation.awsRequestId);
    }
  };
}
