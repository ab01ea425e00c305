import { dateTime, email, model, text } from "plinth";
import { written } from "../access.ts";

export const VideoCallGuest = model({
  bookingUid: text().max(100),
  email: email(),
  name: text().max(200),
  joinedAt: dateTime().optional(),
})
  .unique(["bookingUid", "email"])
  .index("byBookingUid", ["bookingUid"])
  .index("byEmail", ["email"])
  .access(written);
