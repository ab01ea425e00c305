import { belongsTo, boolean, dateTime, email, hasOne, json, model, oneOf, text } from "plinth";
import { shared, written } from "../access.ts";

export const BookingReference = model({
  type: text().min(1).max(100),
  uid: text().min(1).max(500),
  meetingId: text().optional(),
  thirdPartyRecurringEventId: text().optional(),
  meetingPassword: text().optional(),
  meetingUrl: text().optional(),
  externalCalendarId: text().optional(),
  deleted: boolean().optional(),
  booking: belongsTo("Booking").optional().onDelete("cascade"),
  credential: belongsTo("Credential").optional().onDelete("setNull"),
  delegationCredential: belongsTo("DelegationCredential").optional().onDelete("setNull"),
})
  .index("byType", ["type"])
  .index("byUid", ["uid"])
  .access(written);

export const Attendee = model({
  email: email(),
  name: text().max(200),
  timeZone: text().max(64),
  phoneNumber: text().max(32).optional(),
  locale: text().max(16).default("en"),
  noShow: boolean().default(false),
  booking: belongsTo("Booking").optional().onDelete("cascade"),
  seat: hasOne("BookingSeat"),
})
  .index("byEmail", ["email"])
  .index("byEmailAndBooking", ["email", "booking"])
  .access(shared);

export const BookingSeat = model({
  referenceUid: text().max(100).unique(),
  data: json().optional(),
  metadata: json().optional(),
  booking: belongsTo("Booking").onDelete("cascade"),
  attendee: belongsTo("Attendee").onDelete("cascade"),
}).access(shared);

export const AssignmentReasonKind = oneOf("REASSIGNED", "RR_REASSIGNED", "REROUTED", "SALESFORCE_ASSIGNMENT");

export const AssignmentReason = model({
  reasonEnum: AssignmentReasonKind,
  reasonString: text(),
  booking: belongsTo("Booking").onDelete("cascade"),
}).access(written);

export const Tracking = model({
  utmSource: text().max(500).optional(),
  utmMedium: text().max(500).optional(),
  utmCampaign: text().max(500).optional(),
  utmTerm: text().max(500).optional(),
  utmContent: text().max(500).optional(),
  booking: belongsTo("Booking").onDelete("cascade"),
}).access(written);

export const BookingInternalNote = model({
  text: text().optional(),
  notePreset: belongsTo("InternalNotePreset").optional().onDelete("cascade"),
  booking: belongsTo("Booking").onDelete("cascade"),
  author: belongsTo("User"),
})
  .unique(["booking", "notePreset"])
  .access(shared);

export const InstantMeetingToken = model({
  token: text().max(200).unique(),
  expires: dateTime(),
  team: belongsTo("Team").onDelete("cascade"),
  booking: belongsTo("Booking").optional().onDelete("cascade"),
})
  .ttl("expires")
  .access(written);
