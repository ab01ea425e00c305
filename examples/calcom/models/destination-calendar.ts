import { belongsTo, email, hasMany, integer, model, text } from "plinth";
import { shared } from "../access.ts";

export const DestinationCalendar = model({
  integration: text().max(100),
  externalId: text().max(500),
  primaryEmail: email().optional(),
  customCalendarReminder: integer().optional(),
  user: belongsTo("User").optional().onDelete("cascade"),
  eventType: belongsTo("EventType").optional().onDelete("cascade"),
  credential: belongsTo("Credential").optional().onDelete("cascade"),
  delegationCredential: belongsTo("DelegationCredential").optional().onDelete("cascade"),
  bookings: hasMany("Booking"),
}).access(shared);
