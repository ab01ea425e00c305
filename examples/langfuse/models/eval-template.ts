import { belongsTo, hasMany, integer, json, model, text } from "plinth";
import { edited } from "../access.ts";
import { EvalTemplateType, SourceCodeLanguage } from "./enums.ts";

export const EvalTemplate = model({
  name: text().max(200),
  templateVersion: integer().min(1),
  prompt: text().optional(),
  type: EvalTemplateType.default("LLM_AS_JUDGE"),
  partner: text().max(100).optional(),
  model: text().max(200).optional(),
  provider: text().max(100).optional(),
  modelParams: json().optional(),
  vars: text().list().default([]),
  outputDefinition: json().optional(),
  sourceCode: text().max(100_000).optional(),
  sourceCodeLanguage: SourceCodeLanguage.optional(),
  project: belongsTo("Project").optional().onDelete("cascade"),
  jobConfigurations: hasMany("JobConfiguration"),
})
  .unique(["project", "name", "templateVersion"])
  .access(edited);
