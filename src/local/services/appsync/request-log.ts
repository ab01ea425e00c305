import { asRole } from "../../kernel/callers.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import type { StoredApi } from "./state.ts";

const flushAfter = 200;

/** Writes what happened to an API's log group, in its logging role. Never stands in the way of a request. */
export function requestLog(context: ServiceContext) {
  const waiting = new Map<string, { stored: StoredApi; lines: { timestamp: number; message: string }[] }>();
  const streams = new Set<string>();
  let timer: NodeJS.Timeout | null = null;

  async function flush(): Promise<void> {
    timer = null;
    const all = [...waiting.values()];
    waiting.clear();
    for (const { stored, lines } of all) {
      try {
        await write(stored, lines);
      } catch (problem) {
        context.log(
          `appsync: no log of ${stored.api.apiId}: ${problem instanceof Error ? problem.message : problem}`,
        );
      }
    }
  }

  async function write({ api }: StoredApi, logEvents: object[]): Promise<void> {
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
    await context.call("logs", "PutLogEvents", { logGroupName, logStreamName, logEvents }, role);
  }

  return {
    /**
     * @param errors of the answer: logged from level ERROR on
     * @param lines of `console.log`: logged from level INFO on
     */
    record(stored: StoredApi, requestId: string, errors: readonly object[], lines: readonly string[]): void {
      const level = stored.api.logConfig?.fieldLogLevel ?? "NONE";
      if (level === "NONE") return;
      const timestamp = context.clock.now();
      const messages = [
        ...errors.map((error) =>
          JSON.stringify({ logType: "ExecutionSummary", requestId, level: "ERROR", error }),
        ),
        ...(level === "ERROR" ? [] : lines.map((line) => `${requestId} ${line}`)),
      ].map((message) => ({ timestamp, message }));
      if (messages.length === 0) return;
      const entry = waiting.get(stored.api.apiId) ?? { stored, lines: [] };
      entry.lines.push(...messages);
      waiting.set(stored.api.apiId, entry);
      timer ??= setTimeout(() => void flush(), flushAfter).unref();
    },
    async close(): Promise<void> {
      if (timer !== null) clearTimeout(timer);
      await flush();
    },
  };
}
