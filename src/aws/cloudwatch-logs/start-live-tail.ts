import { CloudWatchLogsClient, StartLiveTailCommand } from "@aws-sdk/client-cloudwatch-logs";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

export interface LiveTailInput {
  /** ARNs without `:*` at their ends; at most 10. */
  readonly groups: readonly string[];
  /** In CloudWatch's language of filter patterns. Null: every event. */
  readonly pattern: string | null;
}

/** What came in during the last second. The first update of a session has no events: it says that the session is on. */
export interface LiveTailUpdate {
  readonly events: readonly LiveLogEvent[];
  /** There was more than a session shows: 500 a second. */
  readonly sampled: boolean;
}

export interface LiveLogEvent {
  readonly group: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly message: string;
}

/** How many log groups one session follows. */
export const mostLiveTailGroups = 10;

/**
 * Listens to log groups. Ends after three hours, or when the connection breaks, or with the signal.
 *
 * @throws the client's error where sessions are not allowed, not known, or too many
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html
 */
export async function* startLiveTail(
  connection: Connection,
  { groups, pattern }: LiveTailInput,
  signal: AbortSignal,
): AsyncGenerator<LiveTailUpdate> {
  const request = new StartLiveTailCommand({
    logGroupIdentifiers: [...groups],
    ...(pattern !== null && { logEventFilterPattern: pattern }),
  });
  const client = clientOf(connection, CloudWatchLogsClient);
  const { responseStream } = await client.send(request, { abortSignal: signal });
  for await (const { sessionStart, sessionUpdate } of responseStream ?? []) {
    if (signal.aborted) return;
    if (sessionStart !== undefined) yield { events: [], sampled: false };
    if (sessionUpdate === undefined) continue;
    yield {
      sampled: sessionUpdate.sessionMetadata?.sampled ?? false,
      events: (sessionUpdate.sessionResults ?? []).map((event) => ({
        // "123456789012:/aws/lambda/acme-dev-remind", or an ARN.
        group: (event.logGroupIdentifier ?? "").replace(/:\*$/, "").replace(/^.*:/, ""),
        stream: event.logStreamName ?? "",
        timestamp: event.timestamp ?? 0,
        message: event.message ?? "",
      })),
    };
  }
}
