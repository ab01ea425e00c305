import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

export interface FilterLogEventsInput {
  readonly group: string;
  /** Milliseconds since 1970, inclusive. */
  readonly from: number;
  /** Milliseconds since 1970, inclusive. Null: no end. */
  readonly until: number | null;
  /** In CloudWatch's language of filter patterns. Null: every event. */
  readonly pattern: string | null;
}

export interface StoredLogEvent {
  /** Tells events apart that look the same. */
  readonly id: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly message: string;
}

/**
 * The events of a log group in the order of their time, page by page as somebody reads on. Pages may be empty.
 *
 * @returns nothing where there is no such group
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function* filterLogEvents(
  connection: Connection,
  { group, from, until, pattern }: FilterLogEventsInput,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredLogEvent[]> {
  const client = clientOf(connection, CloudWatchLogsClient);
  let nextToken: string | undefined;
  do {
    const request = new FilterLogEventsCommand({
      logGroupName: group,
      startTime: Math.max(0, from),
      ...(until !== null && { endTime: until }),
      ...(pattern !== null && { filterPattern: pattern }),
      nextToken,
    });
    const page = await client.send(request, { abortSignal: signal }).catch((error: unknown) => {
      if (error instanceof Error && error.name === "ResourceNotFoundException") return null;
      throw error;
    });
    if (page === null) return;
    yield (page.events ?? []).map((event) => ({
      id: event.eventId ?? "",
      stream: event.logStreamName ?? "",
      timestamp: event.timestamp ?? 0,
      message: event.message ?? "",
    }));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}
