import type { ServiceContext } from "../../../kernel/service.ts";
import type { Alarm, CloudWatchState, HistoryItem, StateValue } from "../state.ts";
import { parseAlarmRule } from "./alarm-rule.ts";
import { announce } from "./announce.ts";
import { evaluateAlarm, ringsEarly, stepOf, type Verdict } from "./evaluate-alarm.ts";

/** Keeps alarms in the state that the metrics say, and tells who wants to know. */
export interface Alarms {
  /** Looks at all metric alarms, then at composite ones. */
  evaluateAll(): Promise<void>;
  /** Moves an alarm to a state, with history and actions. Nothing happens where it is there already. */
  transition(name: string, verdict: Verdict): Promise<void>;
  note(alarm: Alarm, type: HistoryItem["type"], summary: string, data: object): void;
}

/** AWS keeps history for thirty days. */
const historyMilliseconds = 30 * 24 * 60 * 60 * 1000;

export function openAlarms(state: CloudWatchState, context: ServiceContext): Alarms {
  /** By alarm: the configuration and the end of the periods last looked at. */
  const evaluated = new Map<string, string>();

  function note(alarm: Alarm, type: HistoryItem["type"], summary: string, data: object): void {
    const at = context.clock.now();
    const key = `${String(at).padStart(15, "0")}-${context.ids.lower(8)}`;
    state.history.put(key, {
      alarm: alarm.name,
      kind: alarm.kind,
      type,
      at,
      summary,
      data: JSON.stringify(data),
    });
  }

  async function transition(name: string, verdict: Verdict): Promise<void> {
    const before = state.alarms.get(name);
    if (before === undefined || before.state === verdict.state) return;
    const after: Alarm = {
      ...before,
      state: verdict.state,
      reason: verdict.reason,
      reasonData: verdict.reasonData,
      stateAt: context.clock.now(),
    };
    context.store.transaction(() => {
      state.alarms.put(name, after);
      note(after, "StateUpdate", `Alarm updated from ${before.state} to ${after.state}`, {
        version: "1.0",
        oldState: { stateValue: before.state, stateReason: before.reason },
        newState: { stateValue: after.state, stateReason: after.reason },
      });
    });
    for (const { action, error } of await announce(after, before, context)) {
      const summary =
        error === null
          ? `Successfully executed action ${action}`
          : `Failed to execute action ${action}. Received error: "${error}"`;
      note(after, "Action", summary, {
        actionState: error === null ? "Succeeded" : "Failed",
        notificationResource: action,
        error,
      });
    }
  }

  /** Once for each period that has ended; besides, a period under way may ring already. */
  function verdictOn({ name, metric, configuredAt }: Alarm, now: number): Verdict | null {
    if (metric === null) return null;
    const step = stepOf(metric);
    const ended = Math.floor(now / step) * step;
    const early = ringsEarly(metric) ? evaluateAlarm(metric, state.metrics, now, ended + step) : null;
    const mark = `${configuredAt}/${ended}`;
    const seen = evaluated.get(name) === mark;
    evaluated.set(name, mark);
    if (early?.state === "ALARM") return early;
    return seen ? null : evaluateAlarm(metric, state.metrics, now, ended);
  }

  async function evaluateComposites(): Promise<void> {
    for (const { value: alarm } of state.alarms.list()) {
      if (alarm.rule === null) continue;
      const rule = parseAlarmRule(alarm.rule);
      const holds = rule.holds((child) => state.alarms.get(nameOf(child))?.state ?? null);
      const wanted: StateValue = holds ? "ALARM" : "OK";
      const triggering = rule.children.map((child) => {
        const found = state.alarms.get(nameOf(child));
        return { name: nameOf(child), state: found?.state ?? "INSUFFICIENT_DATA" };
      });
      await transition(alarm.name, {
        state: wanted,
        reason: `${triggering.map(({ name, state: at }) => `${name} is ${at}`).join(", ") || "No children"}: the rule evaluates to ${wanted}`,
        reasonData: JSON.stringify({ triggeringAlarms: triggering }),
      });
    }
  }

  return {
    note,
    transition,
    async evaluateAll() {
      const now = context.clock.now();
      for (const { value: alarm } of state.alarms.list()) {
        const verdict = verdictOn(alarm, now);
        if (verdict !== null) await transition(alarm.name, verdict);
      }
      await evaluateComposites();
      const old = String(now - historyMilliseconds).padStart(15, "0");
      for (const { key } of state.history.list({ limit: 100 })) if (key < old) state.history.delete(key);
    },
  };
}

function nameOf(reference: string): string {
  return reference.startsWith("arn:") ? (reference.split(":alarm:")[1] ?? reference) : reference;
}
