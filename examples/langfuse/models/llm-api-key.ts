import { belongsTo, boolean, hasMany, json, model, text, url } from "plinth";
import { adminOnly, managed } from "../access.ts";

export const LlmApiKey = model({
  provider: text().max(100),
  adapter: text().max(100),
  displaySecretKey: text().max(50),
  secretKey: text(),
  baseURL: url().optional(),
  customModels: text().list().default([]),
  withDefaultModels: boolean().default(true),
  extraHeaders: text().optional(),
  extraHeaderKeys: text().list().default([]),
  config: json().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  defaultModels: hasMany("DefaultLlmModel"),
})
  .unique(["project", "provider"])
  .access(adminOnly);

export const DefaultLlmModel = model({
  provider: text().max(100),
  adapter: text().max(100),
  model: text().max(200),
  modelParams: json().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  llmApiKey: belongsTo("LlmApiKey").onDelete("cascade"),
}).access(managed);
