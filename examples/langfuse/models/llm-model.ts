import { belongsTo, boolean, dateTime, decimal, hasMany, integer, json, model, text } from "plinth";
import { managed } from "../access.ts";

export const LlmModel = model({
  modelName: text().max(200),
  matchPattern: text().max(500),
  startDate: dateTime().optional(),
  inputPrice: decimal().min(0).optional(),
  outputPrice: decimal().min(0).optional(),
  totalPrice: decimal().min(0).optional(),
  unit: text().max(20).optional(),
  tokenizerId: text().max(100).optional(),
  tokenizerConfig: json().optional(),
  project: belongsTo("Project").optional().onDelete("cascade"),
  prices: hasMany("Price"),
  pricingTiers: hasMany("PricingTier"),
})
  .unique(["project", "modelName", "startDate", "unit"])
  .index("byModelName", ["modelName"])
  .access(managed)
  .describe("A language model as a project sees it: how to recognise it and what its tokens cost.");

export const PricingTier = model({
  name: text().max(100),
  isDefault: boolean().default(false),
  priority: integer().min(0),
  conditions: json(),
  llmModel: belongsTo("LlmModel").onDelete("cascade"),
  prices: hasMany("Price"),
})
  .unique(["llmModel", "priority"])
  .unique(["llmModel", "name"])
  .access(managed);

export const Price = model({
  usageType: text().max(100),
  price: decimal().min(0),
  llmModel: belongsTo("LlmModel").onDelete("cascade"),
  project: belongsTo("Project").optional().onDelete("cascade"),
  pricingTier: belongsTo("PricingTier").onDelete("cascade"),
})
  .unique(["llmModel", "usageType", "pricingTier"])
  .access(managed);
