import type {
  BatchGetTracesRequest,
  BatchGetTracesResult,
  GetTraceSummariesRequest,
  GetTraceSummariesResult,
} from "@aws-sdk/client-xray";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { invalidRequest } from "../errors.ts";
import { readFilter } from "../filter-expression.ts";
import type { StoredSegment, XrayState } from "../state.ts";
import { factsOf, presentSummary } from "../trace.ts";

const pageSize = 100;
const longestRange = 24 * 60 * 60 * 1000;

/** https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html */
export const batchGetTraces = (state: XrayState): Operation<BatchGetTracesRequest, BatchGetTracesResult> => ({
  access: () => [{ action: "xray:BatchGetTraces", resource: "*" }],

  handle({ TraceIds = [] }) {
    if (TraceIds.length > 5) throw invalidRequest("A request has at most 5 trace ids.");
    const found = TraceIds.map((id) => ({ id, segments: segmentsOf(state, id) }));
    return {
      Traces: found
        .filter(({ segments }) => segments.length > 0)
        .map(({ id, segments }) => ({
          Id: id,
          Duration: factsOf(segments.map(({ segment }) => segment)).duration,
          LimitExceeded: false,
          Segments: segments.map(({ document, segment }) => ({ Id: segment.id, Document: document })),
        })),
      UnprocessedTraceIds: [],
    };
  },
});

/** https://docs.aws.amazon.com/xray/latest/api/API_GetTraceSummaries.html */
export const getTraceSummaries = (
  state: XrayState,
  context: ServiceContext,
): Operation<GetTraceSummariesRequest, GetTraceSummariesResult> => ({
  access: () => [{ action: "xray:GetTraceSummaries", resource: "*" }],

  handle({ StartTime, EndTime, FilterExpression, NextToken }) {
    const [from, to] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? 0];
    if (to < from) throw invalidRequest("StartTime must be before EndTime.");
    if (to - from > longestRange) throw invalidRequest("The time range is longer than 24 hours.");
    const fits = FilterExpression ? readFilter(FilterExpression) : () => true;
    const byTrace = Map.groupBy(
      state.segments.list().map(({ value }) => value.segment),
      ({ traceId }) => traceId,
    );
    const all = [...byTrace.values()]
      .map(factsOf)
      .filter((facts) => facts.startTime * 1000 >= from && facts.startTime * 1000 <= to && fits(facts))
      .sort((a, b) => b.startTime - a.startTime);
    const start = Number(NextToken ?? 0);
    return {
      TraceSummaries: all
        .slice(start, start + pageSize)
        .map((facts) => presentSummary(facts, context.accountId)),
      TracesProcessedCount: byTrace.size,
      ApproximateTime: new Date(context.clock.now()),
      NextToken: start + pageSize < all.length ? String(start + pageSize) : undefined,
    };
  },
});

function segmentsOf(state: XrayState, traceId: string): StoredSegment[] {
  return state.segments.list({ prefix: `${traceId}/` }).map(({ value }) => value);
}
