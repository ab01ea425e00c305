import { listUsers } from "../../aws/cognito/list-users.ts";
import type { Connection } from "../../aws/connection.ts";
import { followLogs, type LogFollower } from "../../logs/follow-logs.ts";
import type { StageOutputs } from "../deploy.ts";
import type { DevEvent } from "./dev-event.ts";
import { functionLogGroup } from "./function-log-group.ts";

/** Tells what happens in a stage: what functions log, who signs up. */
export interface StageObserver {
  /** What is deployed now. */
  follow(outputs: StageOutputs, functions: readonly string[]): void;
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
  let logs: LogFollower | null = null;
  let pool: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let told = "";

  const notice = (message: string) => onEvent({ kind: "notice", at: Date.now(), message });

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
      if (!signal.aborted)
        notice(`The users cannot be listed: ${error instanceof Error ? error.message : error}`);
    }
  }

  const users = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void tellUsers(), settle);
  };

  return {
    follow({ app, stage, userPoolId }, functions) {
      const groups = functions.map((name) => functionLogGroup(`${app}-${stage}`, name));
      if (logs === null) {
        logs = followLogs(
          connection,
          { groups, since: Date.now(), onNotice: notice },
          (event) => onEvent({ kind: "log", event }),
          signal,
        );
        logs.ended.catch((error: unknown) => {
          if (!signal.aborted)
            notice(`Logs are no longer shown: ${error instanceof Error ? error.message : error}`);
        });
      } else logs.watch(groups);
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
