import { belongsTo, dateTime, email, hasMany, id, json, model, oneOf, text } from "plinth";
import { written } from "../access.ts";

export const AuditActorType = oneOf("USER", "GUEST", "ATTENDEE", "SYSTEM", "APP");

export const AuditActor = model({
  type: AuditActorType,
  userUuid: id().optional().unique(),
  attendeeId: id().optional().unique(),
  credentialId: id().optional().unique(),
  email: email().optional().unique(),
  phone: text().max(32).optional().unique(),
  name: text().max(200).optional(),
  bookingAudits: hasMany("BookingAudit"),
})
  .access(written)
  .describe("Who did it: kept apart from users and attendees so that it outlives them.");

export const BookingAuditType = oneOf("RECORD_CREATED", "RECORD_UPDATED", "RECORD_DELETED");
export const BookingAuditAction = oneOf(
  "CREATED",
  "CANCELLED",
  "ACCEPTED",
  "REJECTED",
  "PENDING",
  "AWAITING_HOST",
  "RESCHEDULED",
  "ATTENDEE_ADDED",
  "ATTENDEE_REMOVED",
  "REASSIGNMENT",
  "LOCATION_CHANGED",
  "NO_SHOW_UPDATED",
  "RESCHEDULE_REQUESTED",
  "SEAT_BOOKED",
  "SEAT_RESCHEDULED",
);
export const BookingAuditSource = oneOf(
  "API_V1",
  "API_V2",
  "WEBAPP",
  "WEBHOOK",
  "SYSTEM",
  "MAGIC_LINK",
  "UNKNOWN",
);

export const BookingAudit = model({
  bookingUid: text().max(100),
  type: BookingAuditType,
  action: BookingAuditAction,
  timestamp: dateTime(),
  source: BookingAuditSource,
  operationId: text().max(100),
  data: json().optional(),
  context: json().optional(),
  actor: belongsTo("AuditActor").onDelete("restrict"),
})
  .index("byBookingUid", ["bookingUid"])
  .index("byTimestamp", [], { sort: "timestamp" })
  .index("byOperation", ["operationId"])
  .access(written);
