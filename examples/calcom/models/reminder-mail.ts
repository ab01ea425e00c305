import { id, integer, model, oneOf } from "plinth";
import { internal } from "../access.ts";

export const ReminderType = oneOf("PENDING_BOOKING_CONFIRMATION");

export const ReminderMail = model({
  referenceId: id(),
  reminderType: ReminderType,
  elapsedMinutes: integer(),
})
  .plural("ReminderMails")
  .index("byReference", ["referenceId"])
  .index("byReminderType", ["reminderType"])
  .access(internal);
