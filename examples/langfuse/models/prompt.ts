import { belongsTo, boolean, hasMany, integer, json, model, text } from "plinth";
import { edited, managed } from "../access.ts";

export const Prompt = model({
  name: text().max(200),
  promptVersion: integer().min(1),
  prompt: json(),
  type: text().max(20).default("text"),
  isActive: boolean().optional(),
  config: json().default({}),
  tags: text().list().default([]),
  labels: text().list().default([]),
  commitMessage: text().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  dependencies: hasMany("PromptDependency"),
})
  .unique(["project", "name", "promptVersion"])
  .index("byName", ["project", "name"], { sort: "promptVersion" })
  .access(edited)
  .describe("One version of a prompt; labels say which version production reads.");

export const PromptDependency = model({
  childName: text().max(200),
  childLabel: text().max(100).optional(),
  childVersion: integer().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  parent: belongsTo("Prompt").onDelete("cascade"),
})
  .index("byProjectAndParent", ["project", "parent"])
  .index("byChild", ["project", "childName"])
  .access(edited);

export const PromptProtectedLabel = model({
  label: text().max(100),
  project: belongsTo("Project").onDelete("cascade"),
})
  .unique(["project", "label"])
  .access(managed);
