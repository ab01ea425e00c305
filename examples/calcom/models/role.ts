import { belongsTo, hasMany, model, oneOf, text } from "plinth";
import { managed } from "../access.ts";

export const RoleType = oneOf("SYSTEM", "CUSTOM");

export const Role = model({
  name: text().max(100),
  color: text().max(32).optional(),
  description: text().optional(),
  type: RoleType.default("CUSTOM"),
  team: belongsTo("Team").optional().onDelete("cascade"),
  permissions: hasMany("RolePermission"),
  memberships: hasMany("TeamMembership"),
})
  .unique(["name", "team"])
  .access(managed);

export const RolePermission = model({
  resource: text().max(100),
  action: text().max(100),
  role: belongsTo("Role").onDelete("cascade"),
})
  .unique(["role", "resource", "action"])
  .index("byAction", ["action"])
  .access(managed);
