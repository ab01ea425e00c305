import { belongsTo, dateTime, decimal, id, json, model, oneOf, text } from "plinth";
import { edited } from "../access.ts";

export const MonitorView = oneOf("OBSERVATIONS", "SCORES_NUMERIC", "SCORES_CATEGORICAL", "SCORES_BOOLEAN");
export const MonitorThresholdOperator = oneOf("GT", "GTE", "LT", "LTE", "EQ", "NEQ");
export const MonitorSeverity = oneOf("PAUSED", "UNKNOWN", "NO_DATA", "OK", "WARNING", "ALERT");
export const MonitorStatus = oneOf("PAUSED", "ACTIVE", "ERROR_BAD_QUERY");

export const Monitor = model({
  name: text().max(200),
  view: MonitorView,
  filters: json(),
  metric: json(),
  windowMs: decimal().min(0),
  cadenceMs: decimal().min(0),
  thresholdOperator: MonitorThresholdOperator,
  alertThreshold: decimal(),
  warningThreshold: decimal().optional(),
  severity: MonitorSeverity.default("UNKNOWN"),
  severityChangedAt: dateTime().optional(),
  noData: json(),
  renotify: json(),
  status: MonitorStatus.default("ACTIVE"),
  schedulerBatchId: decimal(),
  nextRunAt: dateTime().optional(),
  lastPublishedAt: dateTime().optional(),
  lastClaimedAt: dateTime().optional(),
  lastCompletedAt: dateTime().optional(),
  tags: text().list().default([]),
  triggerIds: id().list().default([]),
  alertedAt: dateTime().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
  updatedByUser: belongsTo("User").optional().onDelete("setNull"),
})
  .index("bySchedulerBatch", ["schedulerBatchId"])
  .index("byNextRun", [], { sort: ["nextRunAt", "schedulerBatchId"] })
  .access(edited)
  .describe("A metric that is measured at a cadence and raises an alarm.");
