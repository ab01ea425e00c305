import { filterLogEvents, type StoredLogEvent } from "../aws/cloudwatch-logs/filter-log-events.ts";
import type { Connection } from "../aws/connection.ts";
import type { LogEvent } from "./log-event.ts";

/** A part of a log group. */
export interface LogRange {
  readonly group: string;
  /** Milliseconds since 1970, inclusive. */
  readonly from: number;
  /** Milliseconds since 1970, inclusive. Null: no end. */
  readonly until: number | null;
}

export interface StoredEvent extends LogEvent {
  /** Tells events apart that look the same. */
  readonly id: string;
}

/** CloudWatch answers ten of these requests a second for an account and region; others need some, too. */
const requestsAtOnce = 4;

/**
 * The events of several log groups, merged in the order of their time. Groups that do not exist have none.
 *
 * @param pattern in CloudWatch's language of filter patterns; null: every event
 */
export async function* readLogs(
  connection: Connection,
  ranges: readonly LogRange[],
  pattern: string | null,
  signal: AbortSignal,
): AsyncGenerator<StoredEvent> {
  const sources = ranges.map(({ group, from, until }) => ({
    group,
    pages: filterLogEvents(connection, { group, from, until, pattern }, signal),
    page: [] as readonly StoredLogEvent[],
    next: 0,
  }));
  type Source = (typeof sources)[number];

  /** @returns whether there is an event to take */
  async function fill(source: Source): Promise<boolean> {
    while (source.next >= source.page.length) {
      const { done, value } = await source.pages.next();
      if (done === true) return false;
      source.page = value;
      source.next = 0;
    }
    return true;
  }
  const head = ({ page, next }: Source) => page[next] as StoredLogEvent;

  try {
    const open = new Set<Source>();
    const waiting = [...sources];
    const fillNext = async (): Promise<void> => {
      for (let source = waiting.shift(); source !== undefined; source = waiting.shift())
        if (await fill(source)) open.add(source);
    };
    await Promise.all(Array.from({ length: requestsAtOnce }, fillNext));
    while (open.size > 0) {
      const first = [...open].reduce((a, b) => (head(b).timestamp < head(a).timestamp ? b : a));
      yield { group: first.group, ...head(first) };
      first.next += 1;
      if (!(await fill(first))) open.delete(first);
    }
  } finally {
    for (const { pages } of sources) await pages.return(undefined);
  }
}
