import { belongsTo, boolean, dateTime, hasMany, model, oneOf, text } from "plinth";
import { adminOnly } from "../access.ts";

export const ApiKeyScope = oneOf("ORGANIZATION", "PROJECT");

export const ApiKey = model({
  note: text().optional(),
  publicKey: text().max(100).unique(),
  hashedSecretKey: text().max(200).unique(),
  fastHashedSecretKey: text().max(200).optional().unique(),
  displaySecretKey: text().max(50),
  lastUsedAt: dateTime().optional(),
  expiresAt: dateTime().optional(),
  isInAppAgentKey: boolean().default(false),
  scope: ApiKeyScope.default("PROJECT"),
  project: belongsTo("Project").optional().onDelete("cascade"),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
  createdByApiKey: belongsTo("ApiKey").optional().onDelete("setNull"),
  apiKeysCreated: hasMany("ApiKey").via("createdByApiKey"),
}).access(adminOnly);
