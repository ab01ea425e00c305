import { belongsTo, boolean, dateTime, email, hasMany, hasOne, id, integer, json, model, text } from "plinth";
import { shared } from "../access.ts";
import { BookingStatus, CreationSource } from "./enums.ts";

export const Booking = model({
  uid: text().max(100).unique(),
  idempotencyKey: text().max(200).optional().unique(),
  userPrimaryEmail: email().optional(),
  title: text(),
  description: text().optional(),
  customInputs: json().optional(),
  responses: json().optional(),
  startTime: dateTime(),
  endTime: dateTime(),
  location: text().optional(),
  status: BookingStatus.default("ACCEPTED"),
  paid: boolean().default(false),
  cancellationReason: text().optional(),
  rejectionReason: text().optional(),
  reassignReason: text().optional(),
  dynamicEventSlugRef: text().optional(),
  dynamicGroupSlugRef: text().optional(),
  rescheduled: boolean().optional(),
  fromReschedule: text().max(100).optional(),
  rootBookingUid: text().max(100).optional(),
  recurringEventId: text().max(100).optional(),
  smsReminderNumber: text().max(32).optional(),
  scheduledJobs: text().list().default([]),
  metadata: json().optional(),
  isRecorded: boolean().default(false),
  iCalUID: text().default(""),
  iCalSequence: integer().default(0),
  rating: integer().optional(),
  ratingFeedback: text().optional(),
  noShowHost: boolean().default(false),
  oneTimePassword: id().default("generated").optional().unique(),
  cancelledBy: email().optional(),
  rescheduledBy: email().optional(),
  creationSource: CreationSource.optional(),

  user: belongsTo("User").optional().onDelete("cascade"),
  eventType: belongsTo("EventType").optional(),
  destinationCalendar: belongsTo("DestinationCalendar").optional(),
  reassignedBy: belongsTo("User").optional(),
  references: hasMany("BookingReference"),
  attendees: hasMany("Attendee"),
  seats: hasMany("BookingSeat"),
  payments: hasMany("Payment"),
  instantMeetingToken: hasOne("InstantMeetingToken"),
  scheduledTriggers: hasMany("WebhookScheduledTrigger"),
  assignmentReasons: hasMany("AssignmentReason"),
  internalNotes: hasMany("BookingInternalNote"),
  tracking: hasOne("Tracking"),
  expenseLogs: hasMany("CreditExpenseLog"),
  report: hasOne("BookingReport"),
  wrongAssignmentReport: hasOne("WrongAssignmentReport"),
})
  .index("byStatus", ["status"], { sort: ["startTime", "endTime"] })
  .index("byStartTime", [], { sort: ["startTime", "endTime"] })
  .index("byRecurringEvent", ["recurringEventId"])
  .index("byFromReschedule", ["fromReschedule"])
  .index("byRootBooking", ["rootBookingUid"])
  .index("byUser", ["user"], { sort: "endTime" })
  .index("byUserAndStatus", ["user", "status"], { sort: "startTime" })
  .index("byEventTypeAndStatus", ["eventType", "status"])
  .access(shared)
  .describe("An appointment that somebody made, from request to rating.");
