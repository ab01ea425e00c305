import type { GetLogEventsRequest, GetLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { invalid, invalidToken } from "../errors.ts";
import { findGroup, findStream, forgottenBefore, groupAccess, groupName } from "../groups.ts";
import { readPosition, writePosition } from "../position-token.ts";
import { withinPage } from "../response-size.ts";
import type { LogsState } from "../state.ts";
import { afterAll, beforeAll, type Position, type StoredEvent } from "../storage/events.ts";

const mostEvents = 10_000;

/**
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 *
 * Tokens are places between events: at either end of a stream they come back as they were sent.
 */
export const getLogEvents = (
  state: LogsState,
  context: ServiceContext,
): Operation<GetLogEventsRequest, GetLogEventsResponse> => ({
  access: (input) => groupAccess("GetLogEvents", groupName(input, context), context, input.logStreamName),

  handle(input) {
    const group = findGroup(state, groupName(input, context));
    const stream = findStream(state, group, input.logStreamName);
    const limit = input.limit ?? mostEvents;
    if (limit < 1 || limit > mostEvents) throw invalid(`Limit must be between 1 and ${mostEvents}.`);
    const range = {
      from: Math.max(input.startTime ?? 0, forgottenBefore(group, context.clock.now())),
      until: input.endTime ?? Number.MAX_SAFE_INTEGER,
      limit,
    };
    const start = startOf(input);
    const found = start.forward
      ? state.events.ofStream(stream.id, start.position, range)
      : state.events.ofStreamBackwards(stream.id, start.position, range);
    const page = withinPage(found);
    if (!start.forward) page.reverse();
    return {
      events: page.map(({ timestamp, message, ingestedAt }) => ({
        timestamp,
        message,
        ingestionTime: ingestedAt,
      })),
      nextForwardToken: `f/${writePosition(last(page) ?? start.position)}`,
      nextBackwardToken: `b/${writePosition(page[0] ?? start.position)}`,
    };
  },
});

function startOf(input: GetLogEventsRequest): { forward: boolean; position: Position } {
  if (input.nextToken === undefined) {
    return input.startFromHead
      ? { forward: true, position: beforeAll }
      : { forward: false, position: afterAll };
  }
  const [direction, digits = ""] = input.nextToken.split("/");
  if (direction !== "f" && direction !== "b") throw invalidToken();
  return { forward: direction === "f", position: readPosition(digits) };
}

function last(page: readonly StoredEvent[]): StoredEvent | undefined {
  return page.at(-1);
}
