import { belongsTo, boolean, hasMany, hasOne, integer, model, text } from "plinth";
import { shared } from "../access.ts";

export const Host = model({
  isFixed: boolean().default(false),
  priority: integer().optional(),
  weight: integer().optional(),
  weightAdjustment: integer().optional(),
  user: belongsTo("User").onDelete("cascade"),
  eventType: belongsTo("EventType").onDelete("cascade"),
  schedule: belongsTo("Schedule").optional(),
  group: belongsTo("HostGroup").optional(),
  member: belongsTo("TeamMembership").optional().onDelete("cascade"),
  location: hasOne("HostLocation"),
})
  .unique(["user", "eventType"])
  .access(shared)
  .describe("A person who may be given the bookings of a team's event type.");

export const HostGroup = model({
  name: text().max(200),
  eventType: belongsTo("EventType").optional().onDelete("cascade"),
  hosts: hasMany("Host"),
})
  .index("byName", ["name"])
  .access(shared);

export const HostLocation = model({
  type: text().max(100),
  link: text().optional(),
  address: text().optional(),
  phoneNumber: text().max(32).optional(),
  host: belongsTo("Host").onDelete("cascade"),
  eventType: belongsTo("EventType").onDelete("cascade"),
  credential: belongsTo("Credential").optional().onDelete("setNull"),
}).access(shared);
