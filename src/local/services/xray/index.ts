import { poller } from "../../kernel/poller.ts";
import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { batchGetTraces, getTraceSummaries } from "./api/get-traces.ts";
import { putTelemetryRecords, putTraceSegments } from "./api/put-trace-segments.ts";
import model from "./model.gen.json" with { type: "json" };
import { xrayState } from "./state.ts";

const roundMilliseconds = 60_000;
const keptSeconds = 30 * 24 * 60 * 60;

/** X-Ray: takes traces and shows them. */
export function xray(context: ServiceContext): Service {
  const state = xrayState(context.store);
  const rounds = poller(
    roundMilliseconds,
    () => {
      const oldest = Math.floor(context.clock.now() / 1000 - keptSeconds)
        .toString(16)
        .padStart(8, "0");
      for (const { key } of state.segments.list({ limit: 1000 })) {
        if (key < `1-${oldest}`) state.segments.delete(key);
      }
    },
    (error) => context.log(`xray: ${String(error)}`),
  );
  return {
    name: "xray",
    models: [model as unknown as ServiceModel],
    operations: {
      BatchGetTraces: batchGetTraces(state),
      GetTraceSummaries: getTraceSummaries(state, context),
      PutTelemetryRecords: putTelemetryRecords(),
      PutTraceSegments: putTraceSegments(state, context),
    },
    start: () => rounds.start(),
    stop: () => rounds.stop(),
  };
}
