import { setTimeout as sleep } from "node:timers/promises";
import type {
  LiveTailSessionLogEvent,
  StartLiveTailRequest,
  StartLiveTailResponse,
  StartLiveTailResponseStream,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { invalid } from "../errors.ts";
import { filterPattern } from "../filter/filter-pattern.ts";
import { arnOf, findGroup, groupAccess, nameOfArn } from "../groups.ts";
import type { LiveEvent, LogsState } from "../state.ts";

const mostGroups = 10;
const updateEvery = 1000;
/** What an update shows; more than this in a second is sampled. */
const mostEvents = 500;
const longestSession = 3 * 60 * 60 * 1000;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html */
export const startLiveTail = (
  state: LogsState,
  context: ServiceContext,
): Operation<StartLiveTailRequest, StartLiveTailResponse> => ({
  access: (input) =>
    (input.logGroupIdentifiers ?? []).flatMap((arn) =>
      groupAccess("StartLiveTail", nameOfArn(arn, context), context),
    ),

  handle(input, { requestId }) {
    const groups = groupsOf(input, state, context);
    const matches = filterPattern(input.logEventFilterPattern ?? "");
    const { logStreamNames: names, logStreamNamePrefixes: prefixes } = input;
    if ((names ?? prefixes) !== undefined && groups.length !== 1)
      throw invalid("Log streams can only be filtered when a single log group is tailed.");
    const wanted = (event: LiveEvent) =>
      groups.includes(event.group) &&
      (names === undefined || names.includes(event.stream)) &&
      (prefixes === undefined || prefixes.some((prefix) => event.stream.startsWith(prefix))) &&
      matches(event.message);
    return { responseStream: session(input, requestId, wanted, state, context) };
  },
});

async function* session(
  input: StartLiveTailRequest,
  requestId: string,
  wanted: (event: LiveEvent) => boolean,
  state: LogsState,
  context: ServiceContext,
): AsyncGenerator<StartLiveTailResponseStream> {
  let waiting: LiveTailSessionLogEvent[] = [];
  const listen = (events: readonly LiveEvent[]) => {
    waiting.push(...events.filter(wanted).map((event) => present(event, context)));
  };
  const endsAt = context.clock.now() + longestSession;
  state.listeners.add(listen);
  try {
    yield { sessionStart: { ...input, requestId, sessionId: context.ids.uuid() } };
    while (context.clock.now() < endsAt) {
      await sleep(updateEvery, undefined, { ref: false });
      const sampled = waiting.length > mostEvents;
      const sessionResults = waiting.slice(0, mostEvents);
      waiting = [];
      yield { sessionUpdate: { sessionMetadata: { sampled }, sessionResults } };
    }
    throw new WireError("SessionTimeoutException", "The Live Tail session has timed out.");
  } finally {
    state.listeners.delete(listen);
  }
}

function present(event: LiveEvent, context: ServiceContext): LiveTailSessionLogEvent {
  return {
    logStreamName: event.stream,
    logGroupIdentifier: `${context.accountId}:${event.group}`,
    message: event.message,
    timestamp: event.timestamp,
    ingestionTime: event.ingestedAt,
  };
}

function groupsOf(input: StartLiveTailRequest, state: LogsState, context: ServiceContext): string[] {
  const identifiers = input.logGroupIdentifiers ?? [];
  if (identifiers.length < 1 || identifiers.length > mostGroups)
    throw invalid(`A session tails one to ${mostGroups} log groups.`);
  return identifiers.map((arn) => {
    if (!arn.startsWith(arnOf("", context)) || arn.endsWith(":*"))
      throw invalid(`Invalid log group identifier: ${arn}. It must be the ARN of a log group, without ":*".`);
    return findGroup(state, nameOfArn(arn, context)).name;
  });
}
