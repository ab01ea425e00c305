import { dateTime, model, text } from "plinth";

export const Feedback = model({
  date: dateTime().default("now"),
  rating: text().max(32),
  comment: text().optional(),
})
  .scope("user")
  .plural("FeedbackEntries")
  .index("byRating", ["rating"])
  .access({ read: "creator", create: "creator", update: [], delete: [] });
