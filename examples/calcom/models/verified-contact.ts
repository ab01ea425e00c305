import { belongsTo, dateTime, email, hasMany, model, text } from "plinth";
import { personal, shared } from "../access.ts";

export const VerifiedNumber = model({
  phoneNumber: text().max(32),
  user: belongsTo("User").optional().onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
}).access(shared);

export const VerifiedEmail = model({
  email: email(),
  user: belongsTo("User").optional().onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
}).access(shared);

export const SecondaryEmail = model({
  email: email().unique(),
  emailVerified: dateTime().optional(),
  user: belongsTo("User").onDelete("cascade"),
  eventTypes: hasMany("EventType"),
})
  .unique(["user", "email"])
  .index("byEmailAndVerification", ["email"], { sort: "emailVerified" })
  .access(personal);
