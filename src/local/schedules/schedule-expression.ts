import { parseCron } from "./cron.ts";
import { timeZone } from "./time-zone.ts";

export interface ScheduleExpression {
  readonly kind: "rate" | "cron" | "at";
  /**
   * @param after milliseconds since 1970
   * @param start rates are counted from here
   * @returns the first due moment after `after`, or null where there is none any more
   */
  next(after: number, start: number): number | null;
}

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * `rate(5 minutes)`, `cron(0 6 * * ? *)` or `at(2026-11-22T12:00:00)`.
 *
 * @param zone of the IANA database, for cron and at
 * @throws Error where it is none
 */
export function parseSchedule(text: string, zone: string): ScheduleExpression {
  const [, kind, inner = ""] = /^(rate|cron|at)\((.+)\)$/.exec(text.trim()) ?? [];
  if (kind === "rate") return rate(inner);
  if (kind === "at") return at(inner, zone);
  if (kind === "cron") {
    const cron = parseCron(inner, timeZone(zone));
    return { kind: "cron", next: (after) => cron.next(after) };
  }
  throw new Error("an expression is rate(...), cron(...) or at(...)");
}

function rate(text: string): ScheduleExpression {
  const [, count, unit, plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(text.trim()) ?? [];
  const value = Number(count);
  if (unit === undefined || value < 1)
    throw new Error("a rate is a positive number and minutes, hours or days");
  if ((value === 1) !== (plural === "")) throw new Error(`${text} mixes singular and plural`);
  const period = value * (units[unit] as number);
  return {
    kind: "rate",
    next: (after, start) =>
      after < start ? start : start + (Math.floor((after - start) / period) + 1) * period,
  };
}

function at(text: string, zone: string): ScheduleExpression {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text.trim());
  if (match === null) throw new Error("a time is written yyyy-mm-ddThh:mm:ss");
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const minuteAt = timeZone(zone).toInstant({ year, month, day, hour, minute });
  if (minuteAt === null) throw new Error(`${text} does not exist in ${zone}`);
  const moment = minuteAt + second * 1000;
  return { kind: "at", next: (after) => (moment > after ? moment : null) };
}
