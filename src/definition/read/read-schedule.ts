import { quoted } from "../words/quoted.ts";

type Read = { readonly expression: string } | { readonly problem: string; readonly remedy: string };

/** `"1 hour"` -> `rate(1 hour)`, as EventBridge Scheduler writes it. */
export function readEvery(value: unknown): Read {
  const match = typeof value === "string" ? /^(\d{1,5}) (minute|hour|day)s?$/.exec(value.trim()) : null;
  const remedy = 'Write every: "15 minutes", "1 hour" or "7 days".';
  if (match === null) return { problem: `"every" does not understand ${quoted(value)}`, remedy };
  const count = Number(match[1]);
  if (count === 0) return { problem: '"every" cannot be zero', remedy };
  return { expression: `rate(${count} ${match[2]}${count === 1 ? "" : "s"})` };
}

const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const days = "SUN MON TUE WED THU FRI SAT".split(" ");

interface CronField {
  readonly name: string;
  readonly least: number;
  readonly greatest: number;
  readonly words: readonly string[];
  /** What else may stand there, as one part of it. */
  readonly also: RegExp | null;
}

/** EventBridge Scheduler user guide, "Cron-based schedules": six fields, with `?` in one of the two day fields. */
const cronFields: readonly CronField[] = [
  { name: "minutes", least: 0, greatest: 59, words: [], also: null },
  { name: "hours", least: 0, greatest: 23, words: [], also: null },
  { name: "day of the month", least: 1, greatest: 31, words: [], also: /^(\?|L|LW|\d{1,2}W)$/ },
  { name: "month", least: 1, greatest: 12, words: months, also: null },
  { name: "day of the week", least: 1, greatest: 7, words: days, also: /^(\?|L|[1-7]L|[1-7]#[1-5])$/ },
  { name: "year", least: 1970, greatest: 2199, words: [], also: null },
];

/** `"0 6 * * ? *"` -> `cron(0 6 * * ? *)`, checked field by field. */
export function readCron(value: unknown): Read {
  const remedy =
    'Write cron: "0 6 * * ? *" (minutes, hours, day of month, month, day of week, year), for instance.';
  if (typeof value !== "string") return { problem: `"cron" is a text, not ${quoted(value)}`, remedy };
  const parts = value.trim().split(/\s+/);
  if (parts.length === 5)
    return {
      problem: `The cron expression ${quoted(value)} has five fields`,
      remedy: `AWS has six: write ${quoted(sixFields(parts))}.`,
    };
  if (parts.length !== cronFields.length)
    return {
      problem: `The cron expression ${quoted(value)} has ${parts.length} fields instead of six`,
      remedy,
    };
  for (const [i, field] of cronFields.entries()) {
    const part = parts[i] ?? "";
    if (!isCronField(part, field)) {
      const range = `${field.least} to ${field.greatest}${field.words.length > 0 ? `, ${field.words[0]} to ${field.words.at(-1)}` : ""}`;
      return {
        problem: `The cron field "${field.name}" cannot be ${quoted(part)}`,
        remedy: `Write *, a value (${range}), a list 1,2, a range 1-3 or a step 0/15.`,
      };
    }
  }
  if ((parts[2] === "?") === (parts[4] === "?")) {
    return {
      problem: 'Exactly one of the two day fields must be "?"',
      remedy: `Write ${quoted([parts[0], parts[1], parts[2] === "?" ? "*" : parts[2], parts[3], "?", parts[5]].join(" "))}, for instance.`,
    };
  }
  return { expression: `cron(${parts.join(" ")})` };
}

/** What somebody meant who wrote the five fields of Unix. */
function sixFields([minutes, hours, day, month, weekday]: readonly string[]): string {
  const both = weekday === "*" ? [day, month, "?"] : ["?", month, weekday];
  return [minutes, hours, ...both, "*"].join(" ");
}

function isCronField(text: string, field: CronField): boolean {
  if (field.also?.test(text) === true) return true;
  return text.split(",").every((part) => {
    const [range = "", step, ...rest] = part.split("/");
    if (rest.length > 0 || (step !== undefined && !/^[1-9]\d{0,2}$/.test(step))) return false;
    if (range === "*") return true;
    const ends = range.split("-");
    return ends.length <= 2 && ends.every((end) => isCronValue(end, field)) && ordered(ends, field);
  });
}

function isCronValue(text: string, { least, greatest, words }: CronField): boolean {
  if (words.includes(text.toUpperCase())) return true;
  return /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= greatest;
}

function ordered(ends: readonly string[], { words }: CronField): boolean {
  const [from, to] = ends.map((end) =>
    /^\d/.test(end) ? Number(end) : words.indexOf(end.toUpperCase()) + 1,
  );
  return from === undefined || to === undefined || from <= to;
}
