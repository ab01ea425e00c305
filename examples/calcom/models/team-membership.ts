import { belongsTo, boolean, hasMany, model, oneOf } from "plinth";
import { managed } from "../access.ts";

export const MembershipRole = oneOf("MEMBER", "ADMIN", "OWNER");

export const TeamMembership = model({
  accepted: boolean().default(false),
  role: MembershipRole,
  customRole: belongsTo("Role").optional(),
  team: belongsTo("Team").onDelete("cascade"),
  user: belongsTo("User").onDelete("cascade"),
  hosts: hasMany("Host"),
})
  .unique(["user", "team"])
  .index("byAccepted", ["accepted"])
  .index("byRole", ["role"])
  .access(managed);
