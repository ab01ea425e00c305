import {
  type LiveLogEvent,
  mostLiveTailGroups,
  startLiveTail,
} from "../aws/cloudwatch-logs/start-live-tail.ts";
import type { Connection } from "../aws/connection.ts";

export interface LiveSessions {
  /** Settles when every session is on, or one of them has failed. */
  readonly started: Promise<void>;
  close(): void;
}

export interface LiveSessionEvents {
  update(events: readonly LiveLogEvent[], sampled: boolean): void;
  /** Called once; the sessions are closed then. @param error null: ended by the other side, as after three hours */
  ended(error: unknown): void;
}

/**
 * Listens to log groups in as many sessions as that takes.
 *
 * @param groups ARNs
 * @param pattern in CloudWatch's language of filter patterns; null: every event
 */
export function openLiveSessions(
  connection: Connection,
  groups: readonly string[],
  pattern: string | null,
  on: LiveSessionEvents,
): LiveSessions {
  const closing = new AbortController();
  const end = (error: unknown) => {
    if (closing.signal.aborted) return;
    closing.abort();
    on.ended(error);
  };
  const listen = async (some: readonly string[], begun: () => void) => {
    try {
      for await (const update of startLiveTail(connection, { groups: some, pattern }, closing.signal)) {
        if (closing.signal.aborted) return;
        begun();
        if (update.events.length > 0) on.update(update.events, update.sampled);
      }
      end(null);
    } catch (error) {
      end(error);
    } finally {
      begun();
    }
  };
  const starts: Promise<void>[] = [];
  for (let first = 0; first < groups.length; first += mostLiveTailGroups) {
    const { promise, resolve } = Promise.withResolvers<void>();
    void listen(groups.slice(first, first + mostLiveTailGroups), resolve);
    starts.push(promise);
  }
  return { started: Promise.all(starts).then(() => {}), close: () => closing.abort() };
}
