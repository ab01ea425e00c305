import type { TimeZone } from "./time-zone.ts";

/** A parsed cron expression of AWS's six fields. */
export interface Cron {
  /** @returns the first moment after `after` (milliseconds since 1970), or null where there is none any more */
  next(after: number): number | null;
}

type Day = { readonly year: number; readonly month: number; readonly day: number };

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const lastYear = 2199;

/**
 * Parses `minutes hours day-of-month month day-of-week year`, the text between `cron(` and `)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 *
 * @param zone local times that clocks skip are skipped, those that come twice count once
 * @throws Error saying what is wrong
 */
export function parseCron(text: string, zone: TimeZone): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) throw new Error("a cron expression has six fields");
  const [minuteText, hourText, domText, monthText, dowText, yearText] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if ((domText === "?") === (dowText === "?"))
    throw new Error("exactly one of day-of-month and day-of-week must be ?");
  const minutes = numbers(minuteText, 0, 59);
  const hours = numbers(hourText, 0, 23);
  const inMonth = numbers(monthText, 1, 12, months);
  const years = new Set(numbers(yearText, 1970, lastYear));
  const monthSet = new Set(inMonth);
  const fits = dowText === "?" ? dayOfMonth(domText) : dayOfWeek(dowText);

  return {
    next(after) {
      const start = zone.toLocal(after);
      for (let year = start.year; year <= lastYear; year += 1) {
        if (!years.has(year)) continue;
        for (let month = year === start.year ? start.month : 1; month <= 12; month += 1) {
          if (!monthSet.has(month)) continue;
          const first = year === start.year && month === start.month ? start.day : 1;
          for (let day = first; day <= daysIn(year, month); day += 1) {
            if (!fits({ year, month, day })) continue;
            const found = firstAfter({ year, month, day }, after);
            if (found !== null) return found;
          }
        }
      }
      return null;
    },
  };

  function firstAfter(day: Day, after: number): number | null {
    for (const hour of hours) {
      for (const minute of minutes) {
        const at = zone.toInstant({ ...day, hour, minute });
        if (at !== null && at > after) return at;
      }
    }
    return null;
  }
}

function numbers(text: string, low: number, high: number, names: readonly string[] = []): number[] {
  const found = text.split(",").flatMap((part) => range(part, low, high, names));
  return [...new Set(found)].sort((a, b) => a - b);
}

function range(part: string, low: number, high: number, names: readonly string[]): number[] {
  const [, span = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  if (span === "") throw new Error(`${JSON.stringify(part)} is not a value`);
  const ends = span.split("-");
  if (ends.length > 2) throw new Error(`${JSON.stringify(part)} is not a range`);
  const from = span === "*" ? low : value(ends[0] as string, low, high, names);
  const single = ends.length === 1 && step === undefined;
  const to =
    span === "*"
      ? high
      : ends.length === 2
        ? value(ends[1] as string, low, high, names)
        : single
          ? from
          : high;
  const by = step === undefined ? 1 : Number(step);
  if (by < 1) throw new Error("a step is at least 1");
  // FRI-MON goes round.
  const count = to >= from ? to - from + 1 : high - from + 1 + (to - low + 1);
  return Array.from({ length: Math.ceil(count / by) }, (_, index) => {
    const raw = from + index * by;
    return raw > high ? low + (raw - high - 1) : raw;
  });
}

function value(text: string, low: number, high: number, names: readonly string[]): number {
  const named = names.indexOf(text.toUpperCase());
  const number = named >= 0 ? named + 1 : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= low && number <= high))
    throw new Error(`${JSON.stringify(text)} is not between ${low} and ${high}`);
  return number;
}

function dayOfMonth(text: string): (day: Day) => boolean {
  if (text === "L") return ({ year, month, day }) => day === daysIn(year, month);
  const nearest = /^(\d+)W$|^LW$/.exec(text);
  if (nearest)
    return ({ year, month, day }) => day === nearestWeekday(year, month, Number(nearest[1] ?? Infinity));
  const days = new Set(numbers(text, 1, 31));
  return ({ day }) => days.has(day);
}

function dayOfWeek(text: string): (day: Day) => boolean {
  if (text === "L") return (day) => weekdayOf(day) === 7;
  const last = /^(\w+)L$/.exec(text);
  if (last) {
    const wanted = value(last[1] as string, 1, 7, weekdays);
    return (day) => weekdayOf(day) === wanted && day.day + 7 > daysIn(day.year, day.month);
  }
  const nth = /^(\w+)#([1-5])$/.exec(text);
  if (nth) {
    const wanted = value(nth[1] as string, 1, 7, weekdays);
    return (day) => weekdayOf(day) === wanted && Math.ceil(day.day / 7) === Number(nth[2]);
  }
  const days = new Set(numbers(text, 1, 7, weekdays));
  return (day) => days.has(weekdayOf(day));
}

/** 1 is Sunday. */
function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The weekday (Monday to Friday) nearest to a day, within its month. */
function nearestWeekday(year: number, month: number, wanted: number): number {
  const last = daysIn(year, month);
  const day = Math.min(wanted, last);
  const weekday = weekdayOf({ year, month, day });
  if (weekday === 7) return day === 1 ? 3 : day - 1;
  if (weekday === 1) return day === last ? day - 2 : day + 1;
  return day;
}
