import { UnknownBehaviour } from "./signals.ts";

/** `util.time` without the format-string functions. */
export function timeHelpers(now: () => number) {
  const unsupported = (name: string) => () => {
    throw new UnknownBehaviour(`util.time.${name} is not in the local runtime`);
  };
  return {
    nowISO8601: () => new Date(now()).toISOString(),
    nowEpochSeconds: () => Math.floor(now() / 1000),
    nowEpochMilliSeconds: () => now(),
    parseISO8601ToEpochMilliSeconds: (text: string) => {
      const time = Date.parse(text);
      if (Number.isNaN(time)) throw new Error(`Unable to parse date time ${text}`);
      return time;
    },
    epochMilliSecondsToSeconds: (milliseconds: number) => Math.floor(milliseconds / 1000),
    epochMilliSecondsToISO8601: (milliseconds: number) => new Date(milliseconds).toISOString(),
    nowFormatted: unsupported("nowFormatted"),
    parseFormattedToEpochMilliSeconds: unsupported("parseFormattedToEpochMilliSeconds"),
    epochMilliSecondsToFormatted: unsupported("epochMilliSecondsToFormatted"),
  };
}
