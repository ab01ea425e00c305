import { belongsTo, boolean, hasMany, hasOne, json, model, text } from "plinth";
import { adminOnly } from "../access.ts";

export const IntegrationAttributeSync = model({
  name: text().max(200),
  integration: text().max(100),
  enabled: boolean(),
  credential: belongsTo("Credential").optional().onDelete("cascade"),
  rule: hasOne("AttributeSyncRule"),
  fieldMappings: hasMany("AttributeSyncFieldMapping"),
}).access(adminOnly);

export const AttributeSyncRule = model({
  rule: json(),
  sync: belongsTo("IntegrationAttributeSync").onDelete("cascade"),
}).access(adminOnly);

export const AttributeSyncFieldMapping = model({
  integrationFieldName: text().max(200),
  enabled: boolean(),
  attribute: belongsTo("Attribute").onDelete("cascade"),
  sync: belongsTo("IntegrationAttributeSync").onDelete("cascade"),
})
  .unique(["sync", "attribute"])
  .access(adminOnly);
