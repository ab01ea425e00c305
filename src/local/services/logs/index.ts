import { poller } from "../../kernel/poller.ts";
import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { describeLogGroups } from "./api/describe-log-groups.ts";
import { filterLogEvents } from "./api/filter-log-events.ts";
import { getLogEvents } from "./api/get-log-events.ts";
import {
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  putRetentionPolicy,
} from "./api/log-groups.ts";
import { createLogStream, deleteLogStream, describeLogStreams } from "./api/log-streams.ts";
import { deleteMetricFilter, describeMetricFilters, putMetricFilter } from "./api/metric-filters.ts";
import { putLogEvents } from "./api/put-log-events.ts";
import {
  deleteResourcePolicy,
  describeResourcePolicies,
  putResourcePolicy,
} from "./api/resource-policies.ts";
import { startLiveTail } from "./api/start-live-tail.ts";
import { listTagsForResource, tagResource, untagResource } from "./api/tags.ts";
import { logMetrics } from "./metrics/log-metrics.ts";
import model from "./model.gen.json" with { type: "json" };
import { logGroup } from "./resources/log-group.ts";
import { metricFilter } from "./resources/metric-filter.ts";
import { logsResourcePolicy } from "./resources/resource-policy.ts";
import { sweep } from "./retention.ts";
import { logsState } from "./state.ts";

const sweepEvery = 60 * 1000;

/** CloudWatch Logs. */
export function logs(context: ServiceContext): Service {
  const state = logsState(context.store);
  const sweeper = poller(
    sweepEvery,
    () => sweep(state, context),
    (error) => context.log(`logs: ${String(error)}`),
  );
  return {
    name: "logs",
    models: [model as ServiceModel],
    operations: {
      CreateLogGroup: createLogGroup(state, context),
      CreateLogStream: createLogStream(state, context),
      DeleteLogGroup: deleteLogGroup(state, context),
      DeleteLogStream: deleteLogStream(state, context),
      DeleteMetricFilter: deleteMetricFilter(state, context),
      DeleteResourcePolicy: deleteResourcePolicy(context),
      DeleteRetentionPolicy: deleteRetentionPolicy(state, context),
      DescribeLogGroups: describeLogGroups(state, context),
      DescribeLogStreams: describeLogStreams(state, context),
      DescribeMetricFilters: describeMetricFilters(state, context),
      DescribeResourcePolicies: describeResourcePolicies(context),
      FilterLogEvents: filterLogEvents(state, context),
      GetLogEvents: getLogEvents(state, context),
      ListTagsForResource: listTagsForResource(state, context),
      PutLogEvents: putLogEvents(state, context, logMetrics(state, context)),
      PutMetricFilter: putMetricFilter(state, context),
      PutResourcePolicy: putResourcePolicy(context),
      PutRetentionPolicy: putRetentionPolicy(state, context),
      StartLiveTail: startLiveTail(state, context),
      TagResource: tagResource(state, context),
      UntagResource: untagResource(state, context),
    },
    resources: {
      [logGroup.type]: logGroup,
      [metricFilter.type]: metricFilter,
      [logsResourcePolicy.type]: logsResourcePolicy,
    },
    start() {
      sweep(state, context);
      sweeper.start();
    },
    stop: () => sweeper.stop(),
  };
}
