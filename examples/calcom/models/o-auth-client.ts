import { belongsTo, boolean, dateTime, file, hasMany, model, oneOf, text, url } from "plinth";
import { internal } from "../access.ts";

export const OAuthClientType = oneOf("CONFIDENTIAL", "PUBLIC");
export const OAuthClientStatus = oneOf("PENDING", "APPROVED", "REJECTED");

export const OAuthClient = model({
  clientId: text().max(100).unique(),
  redirectUri: text().max(1000),
  clientSecret: text().optional(),
  clientType: OAuthClientType.default("CONFIDENTIAL"),
  name: text().max(200),
  purpose: text().optional(),
  logo: file().optional(),
  websiteUrl: url().optional(),
  rejectionReason: text().optional(),
  isTrusted: boolean().default(false),
  status: OAuthClientStatus.default("APPROVED"),
  user: belongsTo("User").optional().onDelete("setNull"),
  accessCodes: hasMany("AccessCode"),
})
  .plural("OAuthClients")
  .access({
    read: ["creator", "admin"],
    create: "member",
    update: ["creator", "admin"],
    delete: ["creator", "admin"],
  });

export const AccessScope = oneOf("READ_BOOKING", "READ_PROFILE");

export const AccessCode = model({
  code: text().max(500),
  expiresAt: dateTime(),
  scopes: AccessScope.list().default([]),
  codeChallenge: text().optional(),
  codeChallengeMethod: text().max(16).default("S256"),
  client: belongsTo("OAuthClient").optional().onDelete("cascade"),
  user: belongsTo("User").optional().onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
})
  .ttl("expiresAt")
  .access(internal);
