import type {
  InputLogEvent,
  PutLogEventsRequest,
  PutLogEventsResponse,
  RejectedLogEventsInfo,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { invalid } from "../errors.ts";
import { findGroup, findStream, forgottenBefore, groupAccess } from "../groups.ts";
import type { LogsState } from "../state.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const mostEvents = 10_000;
const mostBytes = 1_048_576;
const overhead = 26;
const longestSpan = 24 * 60 * 60 * 1000;
const oldest = 14 * 24 * 60 * 60 * 1000;
const furthestAhead = 2 * 60 * 60 * 1000;

export const putLogEvents = (
  state: LogsState,
  context: ServiceContext,
  metrics: (group: string, events: readonly { timestamp: number; message: string }[]) => void,
): Operation<PutLogEventsRequest, PutLogEventsResponse> => ({
  access: (input) => groupAccess("PutLogEvents", input.logGroupName, context, input.logStreamName),

  handle(input) {
    const events = input.logEvents ?? [];
    checkBatch(events);
    const group = findGroup(state, input.logGroupName);
    const stream = findStream(state, group, input.logStreamName);
    const now = context.clock.now();
    const rejected = rejections(events, forgottenBefore(group, now), now);
    const kept = events.slice(
      Math.max(rejected.tooOldLogEventEndIndex ?? 0, rejected.expiredLogEventEndIndex ?? 0),
      rejected.tooNewLogEventStartIndex ?? events.length,
    );
    const stored = kept.map(({ timestamp = 0, message = "" }) => ({ timestamp, message, ingestedAt: now }));
    const first = stored[0];
    const last = stored.at(-1);
    if (first !== undefined && last !== undefined) {
      state.store.transaction(() => {
        for (const event of stored) state.events.insert(group.id, stream.id, event);
        state.streams.ingested(stream.id, {
          firstEventAt: first.timestamp,
          lastEventAt: last.timestamp,
          ingestedAt: now,
          bytes: sizeOf(kept),
        });
      });
      const live = stored.map((event) => ({ ...event, group: group.name, stream: stream.name }));
      for (const listener of state.listeners) listener(live);
      metrics(group.name, stored);
    }
    return {
      nextSequenceToken: String(stream.id).padStart(56, "0"),
      rejectedLogEventsInfo: Object.keys(rejected).length === 0 ? undefined : rejected,
    };
  },
});

function checkBatch(events: readonly InputLogEvent[]): void {
  if (events.length === 0 || events.length > mostEvents) {
    throw invalid(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length ${events.length === 0 ? "greater than or equal to 1" : `less than or equal to ${mostEvents}`}`,
    );
  }
  if (events.some(({ message, timestamp }) => !message || timestamp === undefined || timestamp < 0))
    throw invalid("Log event message must not be empty, and its timestamp not negative");
  if (sizeOf(events) > mostBytes)
    throw invalid(`Upload too large: ${sizeOf(events)} bytes exceeds limit of ${mostBytes}`);
  const times = events.map(({ timestamp = 0 }) => timestamp);
  if (times.some((time, position) => position > 0 && time < (times[position - 1] as number)))
    throw invalid("Log events in a single PutLogEvents request must be in chronological order.");
  if ((times.at(-1) as number) - (times[0] as number) > longestSpan) {
    throw invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }
}

function sizeOf(events: readonly InputLogEvent[]): number {
  return events.reduce((sum, { message = "" }) => sum + Buffer.byteLength(message) + overhead, 0);
}

/** Events are ordered, so those refused stand at the ends: AWS tells them by index. */
function rejections(
  events: readonly InputLogEvent[],
  expiredBefore: number,
  now: number,
): { -readonly [K in keyof RejectedLogEventsInfo]: RejectedLogEventsInfo[K] } {
  const times = events.map(({ timestamp = 0 }) => timestamp);
  const tooNew = times.findIndex((time) => time > now + furthestAhead);
  const tooOld = times.filter((time) => time < now - oldest).length;
  const expired = times.filter((time) => time < expiredBefore).length;
  return {
    ...(tooNew >= 0 && { tooNewLogEventStartIndex: tooNew }),
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && { expiredLogEventEndIndex: expired }),
  };
}
