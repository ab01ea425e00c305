import { belongsTo, dateTime, hasMany, integer, model, text } from "plinth";
import { personal, written } from "../access.ts";

export const ApiKey = model({
  note: text().optional(),
  expiresAt: dateTime().optional(),
  lastUsedAt: dateTime().optional(),
  hashedKey: text().max(200).unique(),
  user: belongsTo("User").onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
  app: belongsTo("App").optional(),
  rateLimits: hasMany("RateLimit"),
}).access(personal);

export const RateLimit = model({
  name: text().max(100),
  timeToLive: integer(),
  limit: integer(),
  blockDuration: integer(),
  apiKey: belongsTo("ApiKey").onDelete("cascade"),
}).access(written);
