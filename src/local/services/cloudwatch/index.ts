import { poller } from "../../kernel/poller.ts";
import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { openAlarms } from "./alarms/alarms.ts";
import { deleteAlarms, disableAlarmActions, enableAlarmActions, setAlarmState } from "./api/change-alarms.ts";
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from "./api/dashboards.ts";
import { describeAlarmHistory, describeAlarms, describeAlarmsForMetric } from "./api/describe-alarms.ts";
import { getMetricData, getMetricStatistics } from "./api/get-metric-data.ts";
import { listMetrics } from "./api/list-metrics.ts";
import { putCompositeAlarm, putMetricAlarm } from "./api/put-metric-alarm.ts";
import { putMetricData } from "./api/put-metric-data.ts";
import { listTagsForResource, tagResource, untagResource } from "./api/tags.ts";
import type { CloudWatch } from "./cloud-watch.ts";
import model from "./model.gen.json" with { type: "json" };
import { cloudWatchAlarm } from "./resources/cloudwatch-alarm.ts";
import { cloudWatchCompositeAlarm } from "./resources/cloudwatch-composite-alarm.ts";
import { cloudWatchDashboard } from "./resources/cloudwatch-dashboard.ts";
import { cloudWatchState } from "./state.ts";

const roundMilliseconds = 5000;
const keptMilliseconds = 15 * 24 * 60 * 60 * 1000;

/** CloudWatch: metrics, alarms, dashboards. */
export function cloudWatch(context: ServiceContext): Service {
  const state = cloudWatchState(context.store);
  const all: CloudWatch = { state, context, alarms: openAlarms(state, context) };
  let sweptAt = 0;
  const rounds = poller(
    roundMilliseconds,
    async () => {
      await all.alarms.evaluateAll();
      const now = context.clock.now();
      if (now - sweptAt < 3_600_000) return;
      sweptAt = now;
      state.metrics.forgetBefore(now - keptMilliseconds);
    },
    (error) =>
      context.log(`cloudwatch: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  );
  const json = model as unknown as ServiceModel;
  return {
    name: "cloudwatch",
    // Older SDKs and the AWS CLI speak the query protocol to the same operations.
    models: [json, { ...json, protocol: "query", target: "" }],
    operations: {
      DeleteAlarms: deleteAlarms(all),
      DeleteDashboards: deleteDashboards(all),
      DescribeAlarmHistory: describeAlarmHistory(all),
      DescribeAlarms: describeAlarms(all),
      DescribeAlarmsForMetric: describeAlarmsForMetric(all),
      DisableAlarmActions: disableAlarmActions(all),
      EnableAlarmActions: enableAlarmActions(all),
      GetDashboard: getDashboard(all),
      GetMetricData: getMetricData(all),
      GetMetricStatistics: getMetricStatistics(all),
      ListDashboards: listDashboards(all),
      ListMetrics: listMetrics(all),
      ListTagsForResource: listTagsForResource(all),
      PutCompositeAlarm: putCompositeAlarm(all),
      PutDashboard: putDashboard(all),
      PutMetricAlarm: putMetricAlarm(all),
      PutMetricData: putMetricData(all),
      SetAlarmState: setAlarmState(all),
      TagResource: tagResource(all),
      UntagResource: untagResource(all),
    },
    resources: {
      [cloudWatchAlarm.type]: cloudWatchAlarm,
      [cloudWatchCompositeAlarm.type]: cloudWatchCompositeAlarm,
      [cloudWatchDashboard.type]: cloudWatchDashboard,
    },
    start: () => rounds.start(),
    stop: () => rounds.stop(),
  };
}
