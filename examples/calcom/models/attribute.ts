import { belongsTo, boolean, hasMany, id, integer, model, oneOf, text } from "plinth";
import { managed } from "../access.ts";

export const AttributeType = oneOf("TEXT", "NUMBER", "SINGLE_SELECT", "MULTI_SELECT");

export const Attribute = model({
  name: text().max(100),
  slug: text().max(100).unique(),
  type: AttributeType,
  enabled: boolean().default(true),
  usersCanEditRelation: boolean().default(false),
  isWeightsEnabled: boolean().default(false),
  isLocked: boolean().default(false),
  options: hasMany("AttributeOption"),
  syncFieldMappings: hasMany("AttributeSyncFieldMapping"),
}).access(managed);

export const AttributeOption = model({
  value: text(),
  slug: text().max(100),
  isGroup: boolean().default(false),
  contains: id().list().default([]),
  attribute: belongsTo("Attribute").onDelete("cascade"),
  assignedUsers: hasMany("AttributeToUser"),
}).access(managed);

export const AttributeToUser = model({
  weight: integer().optional(),
  member: belongsTo("User").onDelete("cascade"),
  attributeOption: belongsTo("AttributeOption").onDelete("cascade"),
  assignedBy: belongsTo("User").optional().onDelete("setNull"),
  assignedByDirectory: belongsTo("DSyncData").optional().onDelete("setNull"),
  updatedBy: belongsTo("User").optional().onDelete("setNull"),
  updatedByDirectory: belongsTo("DSyncData").optional().onDelete("setNull"),
})
  .plural("AttributesToUsers")
  .unique(["member", "attributeOption"])
  .access(managed);
