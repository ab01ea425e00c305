import type { LiveLogEvent } from "../aws/cloudwatch-logs/start-live-tail.ts";
import type { Connection } from "../aws/connection.ts";
import type { Bell } from "./bell.ts";
import type { FollowedGroup } from "./followed-groups.ts";
import { isPassing } from "./is-passing.ts";
import { type LiveSessions, openLiveSessions } from "./live-sessions.ts";

/** Keeps sessions open that listen to log groups, as far as they are to be had. */
export interface Listener {
  readonly listening: boolean;
  /** Has a session ended since the last time? What was not heard meanwhile is in the store. */
  takeEnded(): boolean;
  /** Did a session show only some of what came since the last time? */
  takeSampled(): boolean;
  /**
   * Opens sessions where there are none, or other groups than before.
   *
   * @returns whether sessions were opened
   */
  listenTo(groups: readonly FollowedGroup[]): Promise<boolean>;
  /** What was heard since the last time, oldest first. */
  takeHeard(): readonly LiveLogEvent[];
  close(): void;
}

/** In milliseconds, doubled with each failure. */
const firstPause = 1_000;
const longestPause = 60_000;
/** Sessions that were open for so long are no failure. */
const long = 60_000;

/** @param bell rung when something was heard or missed */
export function createListener(connection: Connection, pattern: string | null, bell: Bell): Listener {
  let heard: LiveLogEvent[] = [];
  let sessions: LiveSessions | null = null;
  let heardGroups = "";
  let pause = firstPause;
  let notBefore = 0;

  let ended = false;
  let sampled = false;

  const listener: Listener & { listening: boolean } = {
    listening: false,
    takeEnded() {
      const was = ended;
      ended = false;
      return was;
    },
    takeSampled() {
      const was = sampled;
      sampled = false;
      return was;
    },
    async listenTo(groups) {
      const known = groups.filter((group) => group.arn !== null);
      const arns = known.map(({ arn }) => arn ?? "").toSorted();
      const same = arns.join("\n") === heardGroups;
      if (arns.length === 0 || (sessions !== null && same)) return false;
      if (sessions === null && Date.now() < notBefore) return false;
      sessions?.close();
      // What the last sessions told and nobody took yet is in the store.
      heard = [];
      for (const { ledger } of known) ledger.startSession();
      heardGroups = arns.join("\n");
      const openedAt = Date.now();
      const opened = openLiveSessions(connection, arns, pattern, {
        update(events, some) {
          heard.push(...events);
          sampled ||= some;
          bell.ring();
        },
        ended(error) {
          if (sessions !== opened) return;
          sessions = null;
          listener.listening = false;
          ended = true;
          // Not allowed, or a cloud that has no sessions: asking again will not help.
          if (error !== null && !isPassing(error) && !isMissing(error)) notBefore = Number.POSITIVE_INFINITY;
          pause = Date.now() - openedAt > long ? firstPause : Math.min(pause * 2, longestPause);
          notBefore = Math.max(notBefore, Date.now() + pause);
          bell.ring();
        },
      });
      sessions = opened;
      await opened.started;
      listener.listening = sessions !== null;
      return listener.listening;
    },
    takeHeard() {
      const taken = heard.toSorted((a, b) => a.timestamp - b.timestamp);
      heard = [];
      return taken;
    },
    close() {
      sessions?.close();
      sessions = null;
    },
  };
  return listener;
}

/** One of the groups was deleted. It may come back: a stage that is made anew. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === "ResourceNotFoundException";
}
