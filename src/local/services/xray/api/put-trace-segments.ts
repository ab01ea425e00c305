import type {
  PutTelemetryRecordsRequest,
  PutTraceSegmentsRequest,
  PutTraceSegmentsResult,
  UnprocessedTraceSegment,
} from "@aws-sdk/client-xray";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { invalidRequest } from "../errors.ts";
import { readSegment } from "../segment.ts";
import type { XrayState } from "../state.ts";

const most = 50;

/** https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html */
export const putTraceSegments = (
  state: XrayState,
  context: ServiceContext,
): Operation<PutTraceSegmentsRequest, PutTraceSegmentsResult> => ({
  access: (_input, { caller }) =>
    // AWS's own services trace what they do.
    caller.kind === "service" ? [] : [{ action: "xray:PutTraceSegments", resource: "*" }],

  handle({ TraceSegmentDocuments: documents = [] }) {
    if (documents.length > most) throw invalidRequest(`A request has at most ${most} segments.`);
    const UnprocessedTraceSegments: UnprocessedTraceSegment[] = [];
    context.store.transaction(() => {
      for (const document of documents) {
        try {
          const segment = readSegment(document);
          state.segments.put(`${segment.traceId}/${segment.id}`, { document, segment });
        } catch (error) {
          const { message } = error as Error;
          UnprocessedTraceSegments.push({ Id: "", ErrorCode: message, Message: message });
        }
      }
    });
    return { UnprocessedTraceSegments };
  },
});

/** What X-Ray's daemon tells of itself: taken, and not kept. */
export const putTelemetryRecords = (): Operation<PutTelemetryRecordsRequest> => ({
  access: () => [{ action: "xray:PutTelemetryRecords", resource: "*" }],
  handle: () => ({}),
});
