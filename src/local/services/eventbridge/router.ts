import { deliveries } from "../../kernel/deliveries.ts";
import { poller } from "../../kernel/poller.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import { type EventPattern, parseEventPattern } from "../../patterns/event-pattern.ts";
import { parseSchedule, type ScheduleExpression } from "../../schedules/schedule-expression.ts";
import { type Event, eventTime, scheduledEvent } from "./event.ts";
import type { Names } from "./event-bridge.ts";
import type { EventBridgeState, Rule } from "./state.ts";
import { bury, deliver, type Work } from "./targets/deliver.ts";
import { inputOf } from "./targets/input.ts";

/** Takes events to the targets of the rules that they match, and lets scheduled rules fire. */
export interface Router {
  route(bus: string, event: Event): void;
  start(): void;
  stop(): Promise<void>;
}

const defaultRetries = 185;
const defaultAgeSeconds = 86_400;
const roundMilliseconds = 500;

export function router(state: EventBridgeState, names: Names, context: ServiceContext): Router {
  const patterns = remembered<EventPattern>(parseEventPattern);
  const schedules = remembered<ScheduleExpression>((text) => parseSchedule(text, "UTC"));
  const underWay = deliveries<Work>("eventbridge.deliveries", context, {
    attempt: (work) => deliver(work, context, take),
    giveUp: (work, error, { attempts }) => bury(work, error, attempts, context),
  });
  let lookedAt = 0;
  const clockwork = poller(roundMilliseconds, fireDue, (error) =>
    context.log(`eventbridge: ${String(error)}`),
  );

  function take(bus: string, event: Event, through: readonly string[]): void {
    context.store.transaction(() => {
      for (const { value: rule } of state.rules.list({ prefix: `${bus}/` })) {
        if (rule.state === "DISABLED" || rule.pattern === null) continue;
        if (patterns(rule.pattern).matches(event)) send(rule, event, through);
      }
    });
  }

  function send(rule: Rule, event: Event, through: readonly string[]): void {
    const arn = names.ruleArn(rule.bus, rule.name);
    const facts = { arn, name: rule.name, ingestedAt: eventTime(context.clock.now()) };
    for (const target of rule.targets) {
      const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = target.RetryPolicy ?? {};
      underWay.add(
        { ruleArn: arn, target, event, input: inputOf(target, event, facts), through },
        {
          maximumRetries: MaximumRetryAttempts ?? defaultRetries,
          maximumAgeSeconds: MaximumEventAgeInSeconds ?? defaultAgeSeconds,
        },
      );
    }
  }

  /** What fell due since the last look fires once; what fell due while the cloud was stopped does not fire. */
  function fireDue(): void {
    const now = context.clock.now();
    for (const { value: rule } of state.rules.list()) {
      if (rule.schedule === null || rule.state === "DISABLED") continue;
      const due = schedules(rule.schedule).next(Math.max(lookedAt, rule.createdAt), rule.createdAt);
      if (due === null || due > now) continue;
      send(rule, scheduledEvent(names.ruleArn(rule.bus, rule.name), due, context), []);
    }
    lookedAt = now;
  }

  return {
    route: (bus, event) => take(bus, event, []),
    start() {
      lookedAt = context.clock.now();
      underWay.start();
      clockwork.start();
    },
    async stop() {
      await clockwork.stop();
      await underWay.stop();
    },
  };
}

/** Parsing again what was parsed before is most of the work of a busy bus. */
function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      if (known.size > 1000) known.clear();
      value = parse(text);
      known.set(text, value);
    }
    return value;
  };
}
