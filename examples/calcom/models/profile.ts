import { belongsTo, hasMany, hasOne, id, model, text } from "plinth";
import { shared } from "../access.ts";

export const Profile = model({
  uid: id().default("generated"),
  username: text().max(64).unique(),
  user: belongsTo("User").onDelete("cascade"),
  eventTypes: hasMany("EventType"),
  movedFromUser: hasOne("User").via("movedToProfile"),
})
  .index("byUid", ["uid"])
  .unique(["user"])
  .access(shared)
  .describe("How a person appears inside the organization.");
