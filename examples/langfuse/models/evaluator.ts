import { belongsTo, dateTime, decimal, hasMany, integer, json, model, text } from "plinth";
import { edited } from "../access.ts";
import { EvalTemplateType, EvaluatorBlockReason, JobConfigState, SourceCodeLanguage } from "./enums.ts";

export const Evaluator = model({
  name: text().max(200),
  type: EvalTemplateType,
  description: text().optional(),
  blockedAt: dateTime().optional(),
  blockReason: EvaluatorBlockReason.optional(),
  blockMessage: text().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
  versions: hasMany("EvaluatorVersion"),
  assignments: hasMany("EvaluationRuleEvaluatorAssignment"),
}).access(edited);

export const EvaluatorVersion = model({
  evaluatorVersion: integer().min(1),
  prompt: text().optional(),
  partner: text().max(100).optional(),
  model: text().max(200).optional(),
  provider: text().max(100).optional(),
  modelParams: json().optional(),
  vars: text().list().default([]),
  variableMapping: json().optional(),
  outputDefinition: json().optional(),
  sourceCode: text().max(100_000).optional(),
  sourceCodeLanguage: SourceCodeLanguage.optional(),
  evaluator: belongsTo("Evaluator").onDelete("cascade"),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
})
  .unique(["evaluator", "evaluatorVersion"])
  .index("byEvaluator", ["evaluator"], { sort: "evaluatorVersion" })
  .access(edited);

export const EvaluationRule = model({
  name: text().max(200),
  status: JobConfigState.default("ACTIVE"),
  targetObject: text().max(100),
  filter: json(),
  sampling: decimal().min(0).max(1),
  delay: integer().min(0),
  timeScope: text().list().default(["NEW"]),
  project: belongsTo("Project").onDelete("cascade"),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
  assignments: hasMany("EvaluationRuleEvaluatorAssignment"),
}).access(edited);

export const EvaluationRuleEvaluatorAssignment = model({
  variableMapping: json().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  evaluationRule: belongsTo("EvaluationRule").onDelete("cascade"),
  evaluator: belongsTo("Evaluator").onDelete("cascade"),
})
  .unique(["evaluationRule", "evaluator"])
  .access(edited);
