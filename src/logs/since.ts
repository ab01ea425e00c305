import { UserError } from "../errors/user-error.ts";

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * A point in time as people say it: "90s", "10m", "2h", "3d", "1w" ago, or a date or time of ISO 8601. One without a zone is
 * local.
 *
 * @returns milliseconds since 1970
 * @throws UserError `TIME_INVALID`
 */
export function since(text: string, now: number): number {
  const [, amount, unit] = /^(\d{1,6})([smhdw])$/.exec(text.trim()) ?? [];
  if (amount !== undefined) return now - Number(amount) * units[unit as keyof typeof units];
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/.test(text);
  const time = isDate ? Date.parse(`${text}T00:00`) : isTime ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time) && time <= now) return time;
  throw new UserError({
    code: "TIME_INVALID",
    message: `${JSON.stringify(text.slice(0, 60))} is ${Number.isNaN(time) ? "no time" : "in the future"}.`,
    remedy:
      "Write how long ago (90s, 10m, 2h, 3d, 1w) or when (2026-11-22, 2026-11-22T18:00, 2026-11-22T18:00:00Z).",
  });
}
