import { findLogGroup } from "../aws/cloudwatch-logs/find-log-group.ts";
import type { Connection } from "../aws/connection.ts";
import { type EventLedger, eventLedger } from "./event-ledger.ts";
import type { LogEvent } from "./log-event.ts";

/** A log group that is followed. */
export interface FollowedGroup {
  readonly name: string;
  /** Null: it does not exist, as far as is known. */
  readonly arn: string | null;
  readonly ledger: EventLedger;
  /** Where reading the store begins, in milliseconds since 1970. Never moves back for the same depth. */
  readFrom(deep: boolean): number;
  /** The group has this event. */
  saw(event: LogEvent): void;
  /** All of the group has been read. @param begun when that reading began */
  wasRead(begun: number): void;
}

export interface FollowedGroups {
  /** Not looked for since the last `set`. */
  readonly changed: boolean;
  all(): readonly FollowedGroup[];
  get(name: string): FollowedGroup | undefined;
  set(names: readonly string[]): void;
  /** Looks for those that are not known to exist. */
  look(): Promise<void>;
  /** Any of them may have been deleted. */
  doubt(): void;
}

/** Events are seen in the store some seconds after they were written. In milliseconds. */
const shallow = 15_000;
const deepest = 120_000;
/** This machine's clock against AWS's: more, and AWS takes no requests. */
const clockError = 300_000;
const requestsAtOnce = 4;

/** @param since when following began: nothing older is told, in milliseconds since 1970 */
export function followedGroups(
  connection: Connection,
  names: readonly string[],
  since: number,
): FollowedGroups {
  let groups = new Map<string, FollowedGroup & { arn: string | null }>();
  let changed = true;
  const set = (wanted: readonly string[]) => {
    const next = [...new Set(wanted)].map(
      (name) => [name, groups.get(name) ?? followed(name, since)] as const,
    );
    changed = true;
    groups = new Map(next);
  };
  set(names);
  return {
    get changed() {
      return changed;
    },
    all: () => [...groups.values()],
    get: (name) => groups.get(name),
    set,
    doubt() {
      changed = true;
      for (const group of groups.values()) group.arn = null;
    },
    async look() {
      changed = false;
      const missing = [...groups.values()].filter(({ arn }) => arn === null);
      const lookForNext = async () => {
        for (let group = missing.shift(); group !== undefined; group = missing.shift())
          group.arn = await findLogGroup(connection, group.name);
      };
      await Promise.all(Array.from({ length: requestsAtOnce }, lookForNext));
    },
  };
}

function followed(name: string, since: number): FollowedGroup & { arn: string | null } {
  const ledger = eventLedger();
  let newest = since;
  let readUntil = since;
  const from = (lookBack: number) => Math.max(since, Math.max(newest, readUntil - clockError) - lookBack);
  return {
    name,
    arn: null,
    ledger,
    saw({ timestamp }) {
      newest = Math.max(newest, Math.min(timestamp, Date.now()));
    },
    readFrom: (deep) => from(deep ? deepest : shallow),
    wasRead(begun) {
      readUntil = Math.max(readUntil, begun);
      ledger.forgetBefore(from(deepest));
    },
  };
}
