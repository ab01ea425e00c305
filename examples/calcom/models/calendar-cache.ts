import { belongsTo, boolean, dateTime, id, integer, json, model, oneOf, text } from "plinth";
import { internal } from "../access.ts";

export const CalendarCache = model({
  key: text().max(500),
  value: json(),
  expiresAt: dateTime(),
  userId: id().optional(),
  credential: belongsTo("Credential").onDelete("cascade"),
})
  .unique(["credential", "key"])
  .index("byUserAndKey", ["userId", "key"])
  .ttl("expiresAt")
  .access(internal);

export const CalendarCacheEventStatus = oneOf("confirmed", "tentative", "cancelled");

export const CalendarCacheEvent = model({
  externalId: text().max(500),
  externalEtag: text().max(500),
  iCalUID: text().max(500).optional(),
  iCalSequence: integer().default(0),
  summary: text().optional(),
  description: text().optional(),
  location: text().optional(),
  start: dateTime(),
  end: dateTime(),
  isAllDay: boolean().default(false),
  timeZone: text().max(64).optional(),
  status: CalendarCacheEventStatus.default("confirmed"),
  recurringEventId: text().max(500).optional(),
  originalStartTime: dateTime().optional(),
  externalCreatedAt: dateTime().optional(),
  externalUpdatedAt: dateTime().optional(),
  selectedCalendar: belongsTo("SelectedCalendar").onDelete("cascade"),
})
  .unique(["selectedCalendar", "externalId"])
  .index("byStatus", ["status"], { sort: ["start", "end"] })
  .index("byCalendarAndUid", ["selectedCalendar", "iCalUID"])
  .access(internal);
