import { belongsTo, hasMany, model, text } from "plinth";
import { adminOnly } from "../access.ts";

export const DSyncData = model({
  directoryId: text().max(100).unique(),
  tenant: text().max(200),
  settings: belongsTo("OrganizationSettings").optional().onDelete("cascade"),
  groups: hasMany("DSyncTeamGroupMapping"),
  createdAttributes: hasMany("AttributeToUser").via("assignedByDirectory"),
  updatedAttributes: hasMany("AttributeToUser").via("updatedByDirectory"),
})
  .plural("DSyncDataRecords")
  .access(adminOnly);

export const DSyncTeamGroupMapping = model({
  groupName: text().max(200),
  team: belongsTo("Team").onDelete("cascade"),
  directory: belongsTo("DSyncData").onDelete("cascade"),
})
  .unique(["team", "groupName"])
  .access(adminOnly);
