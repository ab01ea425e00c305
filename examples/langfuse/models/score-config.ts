import { belongsTo, boolean, decimal, json, model, oneOf, text } from "plinth";
import { edited } from "../access.ts";

export const ScoreConfigDataType = oneOf("CATEGORICAL", "NUMERIC", "BOOLEAN", "TEXT");

export const ScoreConfig = model({
  name: text().max(200),
  dataType: ScoreConfigDataType,
  isArchived: boolean().default(false),
  minValue: decimal().optional(),
  maxValue: decimal().optional(),
  categories: json().optional(),
  description: text().optional(),
  project: belongsTo("Project").onDelete("cascade"),
})
  .index("byDataType", ["dataType"])
  .index("byArchived", ["isArchived"])
  .access(edited);
