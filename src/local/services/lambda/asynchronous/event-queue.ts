import type { ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Execution, Executor, Invocation } from "../execution/executor.ts";
import type { RoleSessions } from "../execution/role-session.ts";
import { findTarget, type Target } from "../functions.ts";
import { type InvokeConfig, keyOf, type LambdaState, type QueuedEvent } from "../state.ts";
import { sendTo } from "./destinations.ts";
import { type Condition, invocationRecord } from "./invocation-record.ts";

/** Events that were accepted, and will be tried until they succeed or are given up. They survive a restart. */
export interface EventQueue {
  add(functionName: string, qualifier: string, invocation: Invocation): void;
  start(): void;
  /** Waits for invocations under way; what is left is tried again at the next start. */
  stop(): Promise<void>;
}

const defaultRetries = 2;
const defaultAgeSeconds = 6 * 60 * 60;
/** AWS waits one minute, then two. Somebody is waiting here. */
const retryDelays = [1000, 2000];
const longestThrottleDelay = 30_000;

export function eventQueue(
  state: LambdaState,
  context: ServiceContext,
  executor: Executor,
  sessions: RoleSessions,
): EventQueue {
  const underWay = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  function schedule(event: QueuedEvent): void {
    if (stopped) return;
    const delay = Math.max(event.dueAt - context.clock.now(), 0);
    timers.set(
      event.id,
      setTimeout(() => {
        timers.delete(event.id);
        const attempt = tryOnce(event)
          .catch((error) => context.log(`lambda: ${event.functionName}: ${String(error)}`))
          .finally(() => underWay.delete(event.id));
        underWay.set(event.id, attempt);
      }, delay),
    );
  }

  async function tryOnce(event: QueuedEvent): Promise<void> {
    const config = state.invokeConfigs.get(keyOf(event.functionName, event.qualifier));
    const ageLimit = (config?.maximumEventAgeSeconds ?? defaultAgeSeconds) * 1000;
    const target = targetOf(event);
    // A function that is gone has nobody to tell.
    if (target === null) return void state.events.delete(event.id);
    if (context.clock.now() - event.queuedAt > ageLimit)
      return giveUp(event, target, config, "EventAgeExceeded", null);
    let execution: Execution;
    try {
      execution = await executor.run(target, { ...event });
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return waitFor(event, { throttled: event.throttled + 1 }, throttleDelay(event));
    }
    // Ended with its process when the cloud stopped: it was no attempt, and is made again at the next start.
    if (stopped) return;
    const attempts = event.attempts + 1;
    if (execution.error === null) return finish({ ...event, attempts }, target, config, execution);
    const retries = config?.maximumRetryAttempts ?? defaultRetries;
    if (attempts > retries)
      return giveUp({ ...event, attempts }, target, config, "RetriesExhausted", execution);
    waitFor(event, { attempts }, retryDelays[attempts - 1] ?? 2000);
  }

  function waitFor(event: QueuedEvent, change: Partial<QueuedEvent>, delay: number): void {
    const next = { ...event, ...change, dueAt: context.clock.now() + delay };
    state.events.put(event.id, next);
    schedule(next);
  }

  async function finish(
    event: QueuedEvent,
    target: Target,
    config: InvokeConfig | undefined,
    execution: Execution,
  ): Promise<void> {
    if (config?.onSuccess) await send(config.onSuccess, event, target, "Success", execution);
    state.events.delete(event.id);
  }

  async function giveUp(
    event: QueuedEvent,
    target: Target,
    config: InvokeConfig | undefined,
    condition: Condition,
    execution: Execution | null,
  ): Promise<void> {
    if (config?.onFailure) await send(config.onFailure, event, target, condition, execution);
    const deadLetters = target.configuration.deadLetterArn;
    if (deadLetters !== null) await sendDeadLetter(deadLetters, event, target, execution);
    state.events.delete(event.id);
  }

  async function send(
    destination: string,
    event: QueuedEvent,
    target: Target,
    condition: Condition,
    execution: Execution | null,
  ): Promise<void> {
    const { caller } = await sessions(target.record.name, target.configuration.role);
    const record = invocationRecord(event, target, condition, execution, context.clock.now());
    const kind = `Lambda Function Invocation Result - ${condition === "Success" ? "Success" : "Failure"}`;
    await sendTo(destination, record, kind, caller, context).catch((error) =>
      context.log(`lambda: ${event.functionName}: ${destination} did not take the event: ${String(error)}`),
    );
  }

  /** A dead letter is the event itself, with what went wrong beside it. */
  async function sendDeadLetter(
    arn: string,
    event: QueuedEvent,
    target: Target,
    execution: Execution | null,
  ): Promise<void> {
    const { caller } = await sessions(target.record.name, target.configuration.role);
    const attributes = {
      RequestID: event.requestId,
      ErrorCode: "200",
      ErrorMessage: (execution?.error?.errorMessage ?? "Event age exceeded").slice(0, 1024),
    };
    await sendTo(arn, JSON.parse(event.payload), "", caller, context, attributes).catch((error) =>
      context.log(`lambda: ${event.functionName}: ${arn} did not take the dead letter: ${String(error)}`),
    );
  }

  function targetOf(event: QueuedEvent): Target | null {
    try {
      const qualifier = event.qualifier === "$LATEST" ? null : event.qualifier;
      return findTarget(state, { name: event.functionName, qualifier }, context);
    } catch {
      return null;
    }
  }

  return {
    add(functionName, qualifier, invocation) {
      const now = context.clock.now();
      const event: QueuedEvent = {
        id: context.ids.uuid(),
        functionName,
        qualifier,
        ...invocation,
        queuedAt: now,
        dueAt: now,
        attempts: 0,
        throttled: 0,
      };
      state.events.put(event.id, event);
      schedule(event);
    },

    start() {
      for (const { value } of state.events.list()) schedule(value);
    },

    async stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };
}

function throttleDelay({ throttled }: QueuedEvent): number {
  return Math.min(500 * 2 ** throttled, longestThrottleDelay);
}
