import { belongsTo, dateTime, id, model } from "plinth";

export const TrackingLink = model({
  token: id().default("generated").unique(),
  expiresAt: dateTime(),
  visit: belongsTo("Visit").onDelete("cascade"),
})
  .ttl("expiresAt")
  .access({ read: "member", create: "member", update: [], delete: ["owner", "dispatcher"] })
  .describe("Lets a customer without an account see when the technician comes; gone after the visit.");
