/** A moment as a calendar shows it. */
export interface LocalTime {
  readonly year: number;
  /** 1-12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

export interface TimeZone {
  /** @param at milliseconds since 1970 */
  toLocal(at: number): LocalTime;
  /**
   * The moment of a local time; of two (when clocks go back), the first.
   *
   * @returns milliseconds since 1970, or null where clocks skip that time
   */
  toInstant(local: LocalTime): number | null;
}

const day = 24 * 60 * 60 * 1000;

/**
 * @param name of the IANA database, such as `Europe/Berlin`
 * @throws RangeError where there is no such zone
 */
export function timeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });

  function toLocal(at: number): LocalTime {
    const parts: Record<string, number> = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return { year, month, day, hour, minute };
  }

  return {
    toLocal,
    toInstant(local) {
      const asUtc = utcOf(local);
      // The offsets before and after any change of clocks near by; one of them is the right one.
      const offsets = [asUtc - day, asUtc + day].map((at) => utcOf(toLocal(at)) - at);
      const candidates = offsets
        .map((offset) => asUtc - offset)
        .filter((candidate) => utcOf(toLocal(candidate)) === asUtc);
      return candidates.length === 0 ? null : Math.min(...candidates);
    },
  };
}

function utcOf({ year, month, day, hour, minute }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}
