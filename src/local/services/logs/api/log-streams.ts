import type {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { alreadyExists, invalid, invalidToken } from "../errors.ts";
import { arnOf, checkStreamName, findGroup, findStream, groupAccess, groupName } from "../groups.ts";
import type { LogsState } from "../state.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export const createLogStream = (
  state: LogsState,
  context: ServiceContext,
): Operation<CreateLogStreamRequest> => ({
  access: (input) => groupAccess("CreateLogStream", input.logGroupName, context, input.logStreamName),

  handle(input) {
    const name = input.logStreamName ?? "";
    checkStreamName(name);
    const group = findGroup(state, input.logGroupName);
    if (state.streams.find(group.id, name) !== null) throw alreadyExists("stream");
    state.streams.insert(group.id, name, context.clock.now());
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export const deleteLogStream = (
  state: LogsState,
  context: ServiceContext,
): Operation<DeleteLogStreamRequest> => ({
  access: (input) => groupAccess("DeleteLogStream", input.logGroupName, context, input.logStreamName),

  handle(input) {
    const stream = findStream(state, findGroup(state, input.logGroupName), input.logStreamName);
    state.store.transaction(() => {
      state.events.deleteStream(stream.id);
      state.streams.delete(stream.id);
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams = (
  state: LogsState,
  context: ServiceContext,
): Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> => ({
  access: (input) => groupAccess("DescribeLogStreams", groupName(input, context), context),

  handle(input) {
    const group = findGroup(state, groupName(input, context));
    const byTime = input.orderBy === "LastEventTime";
    if (byTime && input.logStreamNamePrefix !== undefined)
      throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    const limit = input.limit ?? 50;
    if (limit < 1 || limit > 50) throw invalid("Limit must be between 1 and 50.");
    const from = readToken(input.nextToken);
    const streams = state.streams.list(group.id, input.logStreamNamePrefix ?? "");
    if (byTime) streams.sort((a, b) => (a.lastEventAt ?? a.createdAt) - (b.lastEventAt ?? b.createdAt));
    if (input.descending) streams.reverse();
    return {
      logStreams: streams.slice(from, from + limit).map((stream) => ({
        logStreamName: stream.name,
        creationTime: stream.createdAt,
        firstEventTimestamp: stream.firstEventAt ?? undefined,
        lastEventTimestamp: stream.lastEventAt ?? undefined,
        lastIngestionTime: stream.lastIngestedAt ?? undefined,
        uploadSequenceToken: String(stream.id).padStart(56, "0"),
        arn: `${arnOf(group.name, context)}:log-stream:${stream.name}`,
        // AWS has answered 0 since 2019.
        storedBytes: 0,
      })),
      nextToken: from + limit < streams.length ? String(from + limit) : undefined,
    };
  },
});

function readToken(token: string | undefined): number {
  const position = Number(token ?? 0);
  if (!Number.isSafeInteger(position) || position < 0) throw invalidToken();
  return position;
}
