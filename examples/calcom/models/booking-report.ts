import { belongsTo, boolean, dateTime, email, model, oneOf, text } from "plinth";
import { shared } from "../access.ts";

export const BookingReportReason = oneOf("SPAM", "DONT_KNOW_PERSON", "OTHER");
export const BookingReportStatus = oneOf("PENDING", "DISMISSED", "BLOCKED");
export const SystemReportStatus = oneOf("PENDING", "BLOCKED", "DISMISSED");

export const BookingReport = model({
  bookerEmail: email(),
  reason: BookingReportReason,
  description: text().optional(),
  cancelled: boolean().default(false),
  status: BookingReportStatus.default("PENDING"),
  systemStatus: SystemReportStatus.default("PENDING"),
  booking: belongsTo("Booking").onDelete("cascade"),
  reportedBy: belongsTo("User").optional().onDelete("setNull"),
  watchlist: belongsTo("Watchlist").optional().onDelete("setNull"),
  globalWatchlist: belongsTo("GlobalWatchlist").optional(),
})
  .index("byBookerEmail", ["bookerEmail"])
  .index("bySystemStatus", ["systemStatus"])
  .access(shared);

export const WrongAssignmentReportStatus = oneOf("PENDING", "REVIEWED", "RESOLVED", "DISMISSED");

export const WrongAssignmentReport = model({
  correctAssignee: text().max(200).optional(),
  additionalNotes: text(),
  status: WrongAssignmentReportStatus.default("PENDING"),
  reviewedAt: dateTime().optional(),
  booking: belongsTo("Booking").onDelete("cascade"),
  reportedBy: belongsTo("User").optional().onDelete("setNull"),
  team: belongsTo("Team").optional().onDelete("setNull"),
  reviewedBy: belongsTo("User").optional().onDelete("setNull"),
})
  .index("byStatus", ["status"])
  .index("byTeamAndStatus", ["team", "status"])
  .access(shared);
