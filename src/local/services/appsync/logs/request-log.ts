import { asRole } from "../../../kernel/callers.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import type { StoredApi } from "../state.ts";
import { type LoggedRequest, logLines } from "./log-lines.ts";

const flushAfter = 200;

interface Waiting {
  readonly stored: StoredApi;
  readonly requests: LoggedRequest[];
}

/** Writes what happened to an API's log group, in its logging role. Never stands in the way of a request. */
export function requestLog(context: ServiceContext) {
  const waiting = new Map<string, Waiting>();
  const streams = new Set<string>();
  let timer: NodeJS.Timeout | null = null;

  async function flush(): Promise<void> {
    timer = null;
    const all = [...waiting.values()];
    waiting.clear();
    for (const { stored, requests } of all) {
      try {
        await write(stored, requests);
      } catch (problem) {
        const why = problem instanceof Error ? problem.message : String(problem);
        context.log(`appsync: no log of ${stored.api.apiId}: ${why}`);
      }
    }
  }

  async function write(stored: StoredApi, requests: readonly LoggedRequest[]): Promise<void> {
    const { api } = stored;
    const arn = api.logConfig?.cloudWatchLogsRoleArn ?? "";
    const role = await asRole(arn, "appsync.amazonaws.com", api.arn, "appsync-logs", context);
    const logGroupName = `/aws/appsync/apis/${api.apiId}`;
    const logStreamName = `${new Date(context.clock.now()).toISOString().slice(0, 10)}-local`;
    if (!streams.has(`${logGroupName}/${logStreamName}`)) {
      // They may exist already, and a role may be allowed less than that: writing tells.
      await context.call("logs", "CreateLogGroup", { logGroupName }, role).catch(() => {});
      await context.call("logs", "CreateLogStream", { logGroupName, logStreamName }, role).catch(() => {});
      streams.add(`${logGroupName}/${logStreamName}`);
    }
    const events = requests.flatMap((request) =>
      logLines(stored, request).map((message) => ({ timestamp: request.ended, message: cut(message) })),
    );
    for (let from = 0; from < events.length; from += mostEvents) {
      const logEvents = events.slice(from, from + mostEvents);
      await context.call("logs", "PutLogEvents", { logGroupName, logStreamName, logEvents }, role);
    }
  }

  return {
    /** Nothing is written where the API has no log configuration. */
    record(stored: StoredApi, request: () => LoggedRequest): void {
      if (stored.api.logConfig === undefined) return;
      const entry = waiting.get(stored.api.apiId) ?? { stored, requests: [] };
      entry.requests.push(request());
      waiting.set(stored.api.apiId, entry);
      timer ??= setTimeout(() => void flush(), flushAfter).unref();
    },
    async close(): Promise<void> {
      if (timer !== null) clearTimeout(timer);
      await flush();
    },
  };
}

/** PutLogEvents takes a megabyte at a time; an event has at most a quarter of one. */
const mostEvents = 500;
const longestEvent = 200_000;
const cut = (message: string) => (message.length > longestEvent ? message.slice(0, longestEvent) : message);
