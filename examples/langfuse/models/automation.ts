import { belongsTo, dateTime, hasMany, json, model, oneOf, text } from "plinth";
import { edited, written } from "../access.ts";
import { JobConfigState } from "./enums.ts";

export const ActionType = oneOf("WEBHOOK", "SLACK", "GITHUB_DISPATCH");

export const Action = model({
  type: ActionType,
  config: json(),
  project: belongsTo("Project").onDelete("cascade"),
  automations: hasMany("Automation"),
  executions: hasMany("AutomationExecution"),
}).access(edited);

export const Trigger = model({
  eventSource: text().max(100),
  eventActions: text().list().default([]),
  filter: json().optional(),
  status: JobConfigState.default("ACTIVE"),
  project: belongsTo("Project").onDelete("cascade"),
  automations: hasMany("Automation"),
  executions: hasMany("AutomationExecution"),
}).access(edited);

export const Automation = model({
  name: text().max(200),
  trigger: belongsTo("Trigger").onDelete("cascade"),
  action: belongsTo("Action").onDelete("cascade"),
  project: belongsTo("Project").onDelete("cascade"),
  executions: hasMany("AutomationExecution"),
})
  .index("byActionAndTrigger", ["project", "action", "trigger"])
  .index("byName", ["project", "name"])
  .access(edited);

export const ActionExecutionStatus = oneOf("COMPLETED", "ERROR", "PENDING", "CANCELLED");

export const AutomationExecution = model({
  sourceId: text().max(200),
  status: ActionExecutionStatus.default("PENDING"),
  input: json(),
  output: json().optional(),
  startedAt: dateTime().optional(),
  finishedAt: dateTime().optional(),
  error: text().optional(),
  automation: belongsTo("Automation").onDelete("cascade"),
  trigger: belongsTo("Trigger").onDelete("cascade"),
  action: belongsTo("Action").onDelete("cascade"),
  project: belongsTo("Project").onDelete("cascade"),
}).access(written);
