import { belongsTo, boolean, dateTime, hasMany, json, model, text } from "plinth";
import { adminOnly } from "../access.ts";

export const DelegationCredential = model({
  serviceAccountKey: json(),
  enabled: boolean().default(false),
  lastEnabledAt: dateTime().optional(),
  lastDisabledAt: dateTime().optional(),
  domain: text().max(253).unique(),
  workspacePlatform: belongsTo("WorkspacePlatform"),
  selectedCalendars: hasMany("SelectedCalendar"),
  destinationCalendars: hasMany("DestinationCalendar"),
  bookingReferences: hasMany("BookingReference"),
  credentials: hasMany("Credential"),
})
  .index("byEnabled", ["enabled"])
  .access(adminOnly);
