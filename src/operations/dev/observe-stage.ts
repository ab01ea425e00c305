import { listUsers } from "../../aws/cognito/list-users.ts";
import type { Connection } from "../../aws/connection.ts";
import { findLogSources } from "../../logs/find-log-sources.ts";
import { followLogs, type LogFollower } from "../../logs/follow-logs.ts";
import type { LogEvent } from "../../logs/log-event.ts";
import type { LogSource } from "../../logs/log-source.ts";
import { parseEntry } from "../../logs/parse/parse-entry.ts";
import type { StageOutputs } from "../deploy.ts";
import type { DevEvent } from "./dev-event.ts";

/** Tells what happens in a stage: what functions log, who signs up. */
export interface StageObserver {
  /** What is deployed now. */
  follow(outputs: StageOutputs): void;
  usersMayHaveChanged(): void;
  ended(): Promise<void>;
}

/** Several changes at once are one. In milliseconds. */
const settle = 150;
const shownUsers = 5;

export function observeStage(
  connection: Connection,
  onEvent: (event: DevEvent) => void,
  signal: AbortSignal,
): StageObserver {
  const begun = Date.now();
  let sources: readonly LogSource[] = [];
  let logs: LogFollower | null = null;
  let pool: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let told = "";

  const notice = (what: string, error: unknown = null) => {
    if (signal.aborted) return;
    const why = error === null ? "" : `: ${error instanceof Error ? error.message : String(error)}`;
    onEvent({ kind: "notice", at: Date.now(), message: `${what}${why}` });
  };

  async function tellUsers(): Promise<void> {
    if (pool === null || signal.aborted) return;
    try {
      const { count, users } = await listUsers(connection, pool);
      const latest = users.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(0, shownUsers);
      const now = JSON.stringify([count, latest]);
      if (now === told || signal.aborted) return;
      told = now;
      onEvent({ kind: "users", count, latest });
    } catch (error) {
      notice("The users cannot be listed", error);
    }
  }

  /** What code writes and what fails; how each request ended is among the requests. */
  function tell(event: LogEvent): void {
    const source = sources.find(({ group }) => group === event.group);
    const entry = source === undefined ? null : parseEntry(event, source);
    if (entry?.kind === "line") onEvent({ kind: "log", entry });
  }

  async function followAll(prefix: string): Promise<void> {
    try {
      sources = await findLogSources(connection, prefix);
      const groups = sources.map(({ group }) => group);
      if (logs !== null) return logs.watch(groups);
      logs = followLogs(connection, { groups, since: begun, onNotice: (text) => notice(text) }, tell, signal);
      logs.ended.catch((error: unknown) => notice("Logs are no longer shown", error));
    } catch (error) {
      notice("Logs are not shown", error);
    }
  }

  const users = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void tellUsers(), settle);
  };

  return {
    follow({ app, stage, userPoolId }) {
      void followAll(`${app}-${stage}`);
      pool = userPoolId;
      users();
    },
    usersMayHaveChanged: users,
    async ended() {
      clearTimeout(timer);
      await logs?.ended.catch(() => {});
    },
  };
}
