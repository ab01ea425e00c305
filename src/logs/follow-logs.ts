import type { Connection } from "../aws/connection.ts";
import { type Bell, createBell } from "./bell.ts";
import { followedGroups } from "./followed-groups.ts";
import { isPassing } from "./is-passing.ts";
import { createListener } from "./listener.ts";
import type { LogEvent } from "./log-event.ts";
import { readLogs } from "./read-logs.ts";
import { readingTimes } from "./reading-times.ts";

export interface FollowInput {
  /** Names of log groups. Those that do not exist are looked for again and again. */
  readonly groups: readonly string[];
  /** Tell also of what was written from here on, in milliseconds since 1970. Left out: from now on. */
  readonly since?: number;
  /** In CloudWatch's language of filter patterns. Left out: every event. */
  readonly pattern?: string | null;
  /** Told once when the cloud stops answering, and once when it answers again. */
  readonly onNotice?: (message: string) => void;
}

export interface LogFollower {
  /** Follows these groups from now on; those that were followed already go on without a gap. */
  watch(groups: readonly string[]): void;
  /** Resolves after the signal. Rejects where the logs may not be read, or the cloud has not answered for two minutes. */
  readonly ended: Promise<void>;
}

/** How long the cloud may be silent. In milliseconds. */
const patience = 120_000;
const whileSilent = 2_000;

/**
 * Tells of each event of the log groups once, soon after it was written, in the order of their time as far as that is
 * known. Events come from Live Tail sessions within about a second; the store is read as well, from some time back, for
 * what a session does not show: what came before it, between two sessions, or was too much for it. Where sessions are not
 * to be had, the store alone is read every few seconds. Events that arrive more than two minutes late are lost then.
 *
 * @param onEvent called in a row, never twice at a time
 * @param signal ends it
 */
export function followLogs(
  connection: Connection,
  { groups: names, since = Date.now(), pattern = null, onNotice }: FollowInput,
  onEvent: (event: LogEvent) => void,
  signal: AbortSignal,
): LogFollower {
  const bell: Bell = createBell(signal);
  const groups = followedGroups(connection, names, since);
  const listener = createListener(connection, pattern, bell);

  /** @param deep from far back, for events that came late */
  async function readStore(deep: boolean): Promise<void> {
    const begun = Date.now();
    const followed = groups.all();
    const byName = new Map(followed.map((group) => [group.name, group]));
    const ranges = followed.map((group) => ({ group: group.name, from: group.readFrom(deep), until: null }));
    for await (const { id, ...event } of readLogs(connection, ranges, pattern, signal)) {
      if (signal.aborted) return;
      const group = byName.get(event.group);
      group?.saw(event);
      if (group?.ledger.fromStore(event, id) === true) onEvent(event);
    }
    for (const group of followed) group.wasRead(begun);
  }

  function tellHeard(): void {
    for (const event of listener.takeHeard()) {
      if (signal.aborted) return;
      const group = groups.get(event.group);
      group?.saw(event);
      if (group?.ledger.fromSession(event) === true) onEvent(event);
    }
  }

  async function run(): Promise<void> {
    const when = readingTimes();
    let silentSince: number | null = null;
    while (!signal.aborted) {
      try {
        if (listener.takeEnded()) {
          groups.doubt();
          when.somethingMissed();
        }
        if (groups.changed || when.isDeepDue()) await groups.look();
        if (await listener.listenTo(groups.all())) when.somethingMissed();
        if (listener.takeSampled()) when.someShown();
        if (when.isDue()) {
          const deep = when.isDeepDue();
          await readStore(deep);
          when.wasRead(deep, listener.listening ? null : groups.all().length);
        }
        tellHeard();
        if (silentSince !== null) onNotice?.("The cloud answers again.");
        silentSince = null;
        await bell.wait(when.pause());
      } catch (error) {
        if (signal.aborted) return;
        if (!isPassing(error)) throw error;
        if (silentSince === null) onNotice?.("The cloud does not answer; trying again.");
        silentSince ??= Date.now();
        if (Date.now() - silentSince > patience) throw error;
        when.somethingMissed();
        await bell.wait(whileSilent);
      }
    }
  }

  const ended = run().finally(() => listener.close());
  return {
    watch(wanted) {
      groups.set(wanted);
      bell.ring();
    },
    ended,
  };
}
