import type { ListMetricsInput, ListMetricsOutput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../../kernel/service.ts";
import { type CloudWatch, everything } from "../cloud-watch.ts";
import { presentDimensions } from "../metrics/metric-store.ts";

const pageSize = 500;
const recent = 3 * 60 * 60 * 1000;
const shown = 14 * 24 * 60 * 60 * 1000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
export const listMetrics = ({
  state,
  context,
}: CloudWatch): Operation<ListMetricsInput, ListMetricsOutput> => ({
  access: () => everything("cloudwatch:ListMetrics"),

  handle({ Namespace, MetricName, Dimensions = [], RecentlyActive, NextToken }) {
    const since = context.clock.now() - (RecentlyActive === "PT3H" ? recent : shown);
    const found = state.metrics
      .list(Namespace ?? null, MetricName ?? null)
      .filter(
        ({ metric, lastAt }) =>
          lastAt >= since &&
          Dimensions.every(({ Name, Value }) =>
            metric.dimensions.some(
              ([name, value]) => name === Name && (Value === undefined || value === Value),
            ),
          ),
      );
    const from = Number(NextToken ?? 0);
    return {
      Metrics: found.slice(from, from + pageSize).map(({ metric }) => ({
        Namespace: metric.namespace,
        MetricName: metric.name,
        Dimensions: presentDimensions(metric),
      })),
      NextToken: from + pageSize < found.length ? String(from + pageSize) : undefined,
    };
  },
});
