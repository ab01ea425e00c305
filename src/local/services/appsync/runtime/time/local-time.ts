import type { Zone } from "./zone.ts";

/** An instant as a calendar and a clock show it somewhere. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfYear: number;
  /** 1 is Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Seconds. */
  readonly offset: number;
}

const dayLength = 86_400_000;

export function localTime(milliseconds: number, zone: Zone): LocalTime {
  const offset = zone.offsetAt(milliseconds);
  const local = new Date(milliseconds + offset * 1000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    dayOfYear: Math.floor((local.getTime() - utc(local.getUTCFullYear(), 1, 1)) / dayLength) + 1,
    weekday: local.getUTCDay() || 7,
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    offset,
  };
}

/** Milliseconds of a day's begin; of any year, which Date.UTC is not. */
export function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

/** Weeks of the United States: they begin on Sunday, and the week of the first of January is the first. */
export function americanWeek({ year, dayOfYear, weekday, day }: LocalTime) {
  const fromSunday = weekday % 7;
  const first = (dayOfYear - 1 - fromSunday + 700) % 7;
  const week = Math.ceil((dayOfYear + ((7 - first) % 7)) / 7);
  const inYear = (utc(year + 1, 1, 1) - utc(year, 1, 1)) / dayLength;
  const nextBegins = new Date(utc(year + 1, 1, 1)).getUTCDay();
  const belongsToNext = dayOfYear > inYear - nextBegins;
  const firstOfMonth = (day - 1 - fromSunday + 70) % 7;
  return {
    dayOfWeek: fromSunday + 1,
    weekOfMonth: Math.ceil((day + ((7 - firstOfMonth) % 7)) / 7),
    week: belongsToNext ? 1 : week,
    weekYear: belongsToNext ? year + 1 : year,
  };
}
