import { belongsTo, json, model, text } from "plinth";
import { edited } from "../access.ts";

export const LlmSchema = model({
  name: text().max(200),
  description: text(),
  schema: json(),
  project: belongsTo("Project").onDelete("cascade"),
})
  .unique(["project", "name"])
  .access(edited);

export const LlmTool = model({
  name: text().max(200),
  description: text(),
  parameters: json(),
  project: belongsTo("Project").onDelete("cascade"),
})
  .unique(["project", "name"])
  .access(edited);
