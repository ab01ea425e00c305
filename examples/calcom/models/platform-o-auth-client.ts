import { belongsTo, boolean, dateTime, file, hasMany, integer, manyToMany, model, text } from "plinth";
import { adminOnly, internal } from "../access.ts";

export const PlatformOAuthClient = model({
  name: text().max(200),
  secret: text(),
  permissions: integer(),
  logo: file().optional(),
  redirectUris: text().list().default([]),
  bookingRedirectUri: text().optional(),
  bookingCancelRedirectUri: text().optional(),
  bookingRescheduleRedirectUri: text().optional(),
  areEmailsEnabled: boolean().default(false),
  areDefaultEventTypesEnabled: boolean().default(true),
  areCalendarEventsEnabled: boolean().default(true),
  users: manyToMany("User"),
  teams: hasMany("Team"),
  accessTokens: hasMany("AccessToken"),
  refreshTokens: hasMany("RefreshToken"),
  authorizationTokens: hasMany("PlatformAuthorizationToken"),
  webhooks: hasMany("Webhook"),
}).access(adminOnly);

export const PlatformAuthorizationToken = model({
  owner: belongsTo("User").onDelete("cascade"),
  client: belongsTo("PlatformOAuthClient").onDelete("cascade"),
})
  .unique(["owner", "client"])
  .access(internal);

export const AccessToken = model({
  secret: text().max(500).unique(),
  expiresAt: dateTime(),
  owner: belongsTo("User").onDelete("cascade"),
  client: belongsTo("PlatformOAuthClient").onDelete("cascade"),
})
  .ttl("expiresAt")
  .access(internal);

export const RefreshToken = model({
  secret: text().max(500).unique(),
  expiresAt: dateTime(),
  owner: belongsTo("User").onDelete("cascade"),
  client: belongsTo("PlatformOAuthClient").onDelete("cascade"),
})
  .ttl("expiresAt")
  .access(internal);
