import { belongsTo, dateTime, hasMany, integer, model, text } from "plinth";
import { personal } from "../access.ts";

export const SelectedCalendar = model({
  integration: text().max(100),
  externalId: text().max(500),
  googleChannelId: text().max(200).optional(),
  googleChannelKind: text().optional(),
  googleChannelResourceId: text().optional(),
  googleChannelResourceUri: text().optional(),
  googleChannelExpiration: text().max(50).optional(),
  channelId: text().max(200).optional(),
  channelKind: text().optional(),
  channelResourceId: text().optional(),
  channelResourceUri: text().optional(),
  channelExpiration: dateTime().optional(),
  syncSubscribedAt: dateTime().optional(),
  syncSubscribedErrorAt: dateTime().optional(),
  syncSubscribedErrorCount: integer().default(0),
  syncToken: text().optional(),
  syncedAt: dateTime().optional(),
  syncErrorAt: dateTime().optional(),
  syncErrorCount: integer().default(0),
  error: text().max(1000).optional(),
  lastErrorAt: dateTime().optional(),
  watchAttempts: integer().default(0),
  unwatchAttempts: integer().default(0),
  maxAttempts: integer().default(3),
  user: belongsTo("User").onDelete("cascade"),
  credential: belongsTo("Credential").optional().onDelete("cascade"),
  delegationCredential: belongsTo("DelegationCredential").optional().onDelete("cascade"),
  eventType: belongsTo("EventType").optional(),
  cachedEvents: hasMany("CalendarCacheEvent"),
})
  .unique(["user", "integration", "externalId", "eventType"])
  .unique(["googleChannelId", "eventType"])
  .index("byExternalId", ["externalId"])
  .index("byChannel", ["channelId"])
  .index("byWatch", ["integration"], { sort: ["googleChannelExpiration", "watchAttempts"] })
  .index("byUnwatch", ["integration"], { sort: ["googleChannelExpiration", "unwatchAttempts"] })
  .access(personal);
