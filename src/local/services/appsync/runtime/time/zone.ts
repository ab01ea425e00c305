/** A time zone as Java's `ZoneId.of` reads it. */
export interface Zone {
  readonly id: string;
  /** Seconds east of Greenwich at an instant. */
  readonly offsetAt: (milliseconds: number) => number;
  /** For names of a region; null for fixed offsets. */
  readonly region: string | null;
}

/**
 * @param id `Z`, `+8`, `+08:00`, `-07:00:30`, `GMT+2`, `Australia/Perth`
 * @throws {RangeError} where Java knows no such zone
 */
export function zoneOf(id: string): Zone {
  const prefixed = /^(UTC|GMT|UT)(?=$|[+-])(.*)$/.exec(id);
  if (prefixed !== null) {
    const rest = prefixed[2] ?? "";
    return fixed(id, rest === "" ? 0 : offsetOf(rest));
  }
  if (id === "Z" || /^[+-]/.test(id)) return fixed(id === "Z" ? "Z" : offsetText(offsetOf(id)), offsetOf(id));
  const format = formatOf(id);
  return { id, region: id, offsetAt: (milliseconds) => regionOffset(format, milliseconds) };
}

export const fixed = (id: string, seconds: number): Zone => ({ id, region: null, offsetAt: () => seconds });

/** Seconds of `Z`, `+h`, `+hh`, `+hh:mm`, `+hhmm`, `+hh:mm:ss`, `+hhmmss`. */
export function offsetOf(text: string): number {
  if (text === "Z") return 0;
  const match = /^([+-])(\d{1,2})$|^([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(text);
  if (match === null) throw new RangeError(`Invalid ID for ZoneOffset, invalid format: ${text}`);
  const hours = Number(match[2] ?? match[4]);
  const minutes = Number(match[5] ?? 0);
  const seconds = Number(match[6] ?? 0);
  const total = hours * 3600 + minutes * 60 + seconds;
  if (minutes > 59 || seconds > 59 || total > 18 * 3600)
    throw new RangeError(`Zone offset not in valid range: -18:00 to +18:00: ${text}`);
  return (match[1] ?? match[3]) === "-" ? -total : total;
}

/** `+08:00`, with seconds where there are any; `Z` for none. */
export function offsetText(seconds: number): string {
  if (seconds === 0) return "Z";
  const { sign, hh, mm, ss } = offsetParts(seconds);
  return `${sign}${hh}:${mm}${ss === "00" ? "" : `:${ss}`}`;
}

export function offsetParts(seconds: number) {
  const total = Math.abs(seconds);
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    sign: seconds < 0 ? "-" : "+",
    hours: Math.floor(total / 3600),
    hh: two(Math.floor(total / 3600)),
    mm: two(Math.floor(total / 60) % 60),
    ss: two(total % 60),
  };
}

function formatOf(id: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: id,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
      era: "short",
    });
  } catch {
    throw new RangeError(`Unknown time-zone ID: ${id}`);
  }
}

function regionOffset(format: Intl.DateTimeFormat, milliseconds: number): number {
  const part = Object.fromEntries(format.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  const year = part["era"] === "BC" ? 1 - Number(part["year"]) : Number(part["year"]);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(part["month"]) - 1, Number(part["day"]));
  local.setUTCHours(Number(part["hour"]), Number(part["minute"]), Number(part["second"]));
  return Math.round((local.getTime() - Math.floor(milliseconds / 1000) * 1000) / 1000);
}
