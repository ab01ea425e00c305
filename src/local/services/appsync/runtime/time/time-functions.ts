import { formatTime } from "./format-time.ts";
import { parseTime } from "./parse-time.ts";
import { fixed, zoneOf } from "./zone.ts";

const utcZone = fixed("UTC", 0);
const zoneOr = <T>(timezone: string | undefined, otherwise: T) =>
  timezone === undefined || timezone === null ? otherwise : zoneOf(timezone);

/**
 * `util.time`. https://docs.aws.amazon.com/appsync/latest/devguide/time-helpers-in-util-time-js.html
 *
 * @param now milliseconds since 1970
 */
export function timeFunctions(now: () => number) {
  return {
    nowISO8601: () => new Date(now()).toISOString(),
    nowEpochSeconds: () => Math.floor(now() / 1000),
    nowEpochMilliSeconds: () => now(),
    nowFormatted: (pattern: string, timezone?: string) =>
      formatTime(now(), pattern, zoneOr(timezone, utcZone)),
    parseFormattedToEpochMilliSeconds: (text: string, pattern: string, timezone?: string) =>
      parseTime(text, pattern, zoneOr(timezone, null)),
    parseISO8601ToEpochMilliSeconds: (text: string) => {
      const time = iso.test(text) ? Date.parse(text.replace(/(\.\d{3})\d+/, "$1")) : Number.NaN;
      if (Number.isNaN(time)) throw new RangeError(`Unable to parse date time ${text}`);
      return time;
    },
    epochMilliSecondsToSeconds: (milliseconds: number) => Math.floor(milliseconds / 1000),
    epochMilliSecondsToISO8601: (milliseconds: number) => new Date(milliseconds).toISOString(),
    epochMilliSecondsToFormatted: (milliseconds: number, pattern: string, timezone?: string) =>
      formatTime(milliseconds, pattern, zoneOr(timezone, utcZone)),
  };
}

/** Date, time and offset must all be there. */
const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
