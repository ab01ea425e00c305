import { belongsTo, dateTime, integer, model, text } from "plinth";
import { shared } from "../access.ts";

export const HashedLink = model({
  link: text().max(100).unique(),
  expiresAt: dateTime().optional(),
  maxUsageCount: integer().default(1),
  usageCount: integer().default(0),
  eventType: belongsTo("EventType").onDelete("cascade"),
}).access(shared);
