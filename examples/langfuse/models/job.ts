import { belongsTo, dateTime, decimal, id, integer, json, model, oneOf, text } from "plinth";
import { edited, written } from "../access.ts";
import { EvaluatorBlockReason, JobConfigState } from "./enums.ts";

export const JobType = oneOf("EVAL");

export const JobConfiguration = model({
  jobType: JobType,
  status: JobConfigState.default("ACTIVE"),
  blockedAt: dateTime().optional(),
  blockReason: EvaluatorBlockReason.optional(),
  blockMessage: text().optional(),
  scoreName: text().max(200),
  filter: json(),
  targetObject: text().max(100),
  variableMapping: json(),
  sampling: decimal().min(0).max(1),
  delay: integer().min(0),
  timeScope: text().list().default(["NEW"]),
  project: belongsTo("Project").onDelete("cascade"),
  evalTemplate: belongsTo("EvalTemplate").optional().onDelete("setNull"),
}).access(edited);

export const JobExecutionStatus = oneOf("COMPLETED", "ERROR", "PENDING", "CANCELLED", "DELAYED");

export const JobExecution = model({
  jobConfigurationId: id(),
  jobTemplateId: id().optional(),
  status: JobExecutionStatus,
  startTime: dateTime().optional(),
  endTime: dateTime().optional(),
  error: text().optional(),
  jobInputTraceId: text().max(200).optional(),
  jobInputTraceTimestamp: dateTime().optional(),
  jobInputObservationId: text().max(200).optional(),
  jobInputDatasetItemId: id().optional(),
  jobInputDatasetItemValidFrom: dateTime().optional(),
  jobOutputScoreId: text().max(200).optional(),
  executionTraceId: text().max(200).optional(),
  project: belongsTo("Project").onDelete("cascade"),
})
  .index("byConfiguration", ["jobConfigurationId"])
  .index("byConfigurationAndTrace", ["project", "jobConfigurationId", "jobInputTraceId"])
  .index("byOutputScore", ["project", "jobOutputScoreId"])
  .shards(4)
  .access(written)
  .describe("One evaluation of one trace: by far the most numerous records, hence the shards.");
