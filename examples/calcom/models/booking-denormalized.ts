import { boolean, dateTime, email, id, integer, model, text } from "plinth";
import { BookingStatus } from "./enums.ts";

export const BookingDenormalized = model({
  bookingId: id().unique(),
  uid: text().max(100),
  eventTypeId: id().optional(),
  title: text(),
  description: text().optional(),
  startTime: dateTime(),
  endTime: dateTime(),
  bookedAt: dateTime(),
  location: text().optional(),
  paid: boolean(),
  status: BookingStatus,
  rescheduled: boolean().optional(),
  userId: id().optional(),
  teamId: id().optional(),
  eventLength: integer().optional(),
  eventParentId: id().optional(),
  userEmail: email().optional(),
  userName: text().optional(),
  userUsername: text().optional(),
  ratingFeedback: text().optional(),
  rating: integer().optional(),
  noShowHost: boolean().optional(),
  isTeamBooking: boolean(),
})
  .plural("DenormalizedBookings")
  .index("byUser", ["userId"])
  .index("byEventType", ["eventTypeId"])
  .index("byEventParent", ["eventParentId"])
  .index("byTeam", ["teamId"])
  .index("byStatus", ["status"])
  .index("byTeamAndKind", ["teamId", "isTeamBooking"])
  .index("byUserAndKind", ["userId", "isTeamBooking"])
  .index("byBookedAt", [], { sort: "bookedAt" })
  .index("byStartTime", [], { sort: ["startTime", "endTime"] })
  .index("byEndTime", [], { sort: "endTime" })
  .access({ read: ["admin", "owner"], create: [], update: [], delete: [] })
  .describe("A flat copy of each booking for reports, written by the product.");
