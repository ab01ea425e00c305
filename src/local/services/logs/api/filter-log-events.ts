import type {
  FilteredLogEvent,
  FilterLogEventsRequest,
  FilterLogEventsResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalid } from "../errors.ts";
import { filterPattern } from "../filter/filter-pattern.ts";
import { findGroup, forgottenBefore, groupAccess, groupName } from "../groups.ts";
import { readPosition, writePosition } from "../position-token.ts";
import { mostBytes } from "../response-size.ts";
import type { LogsState } from "../state.ts";
import { beforeAll, type StoredEvent } from "../storage/events.ts";
import type { Group } from "../storage/groups.ts";

const mostEvents = 10_000;
const chunk = 1000;
/** A page looks at no more events than this, so that a rare pattern in a large group does not hold up everybody. */
const mostScanned = 100_000;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents = (
  state: LogsState,
  context: ServiceContext,
): Operation<FilterLogEventsRequest, FilterLogEventsResponse> => ({
  access: (input) => groupAccess("FilterLogEvents", groupName(input, context), context),

  handle(input) {
    if (input.unmask) throw notSupportedHere("data protection of log groups");
    const group = findGroup(state, groupName(input, context));
    const names = streamNames(input, group, state);
    const matches = filterPattern(input.filterPattern ?? "");
    const limit = input.limit ?? mostEvents;
    if (limit < 1 || limit > mostEvents) throw invalid(`Limit must be between 1 and ${mostEvents}.`);
    const range = {
      from: Math.max(input.startTime ?? 0, forgottenBefore(group, context.clock.now())),
      // Here the end is inclusive, other than in GetLogEvents.
      until: input.endTime === undefined ? Number.MAX_SAFE_INTEGER : input.endTime + 1,
      limit: chunk,
    };
    let position = input.nextToken === undefined ? beforeAll : readPosition(input.nextToken);
    const events: FilteredLogEvent[] = [];
    let bytes = 0;
    for (let scanned = 0; scanned < mostScanned; scanned += chunk) {
      const read = state.events.ofGroup(group.id, position, range);
      for (const event of read) {
        const name = names.get(event.streamId);
        if (name !== undefined && matches(event.message)) {
          bytes += Buffer.byteLength(event.message);
          if (events.length === limit || (bytes > mostBytes && events.length > 0))
            return { events, searchedLogStreams: [], nextToken: writePosition(position) };
          events.push(present(event, name));
        }
        position = event;
      }
      if (read.length < chunk) return { events, searchedLogStreams: [] };
    }
    return { events, searchedLogStreams: [], nextToken: writePosition(position) };
  },
});

function streamNames(
  input: FilterLogEventsRequest,
  group: Group,
  state: LogsState,
): ReadonlyMap<number, string> {
  const { logStreamNames: wanted, logStreamNamePrefix: prefix } = input;
  if (wanted !== undefined && prefix !== undefined)
    throw invalid("logStreamNamePrefix and logStreamNames are mutually exclusive parameters.");
  return new Map(
    state.streams
      .list(group.id, prefix ?? "")
      .filter(({ name }) => wanted === undefined || wanted.includes(name))
      .map(({ id, name }) => [id, name]),
  );
}

function present(event: StoredEvent, logStreamName: string): FilteredLogEvent {
  return {
    logStreamName,
    timestamp: event.timestamp,
    message: event.message,
    ingestionTime: event.ingestedAt,
    eventId: writePosition(event),
  };
}
