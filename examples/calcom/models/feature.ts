import { belongsTo, boolean, dateTime, id, model, oneOf, text } from "plinth";
import { written } from "../access.ts";

export const FeatureType = oneOf("RELEASE", "EXPERIMENT", "OPERATIONAL", "KILL_SWITCH", "PERMISSION");

export const Feature = model({
  slug: text().max(100).unique(),
  enabled: boolean().default(false),
  description: text().optional(),
  type: FeatureType.default("RELEASE"),
  stale: boolean().default(false),
  lastUsedAt: dateTime().optional(),
  updatedBy: id().optional(),
})
  .scope("global")
  .index("byEnabled", ["enabled"])
  .index("byStale", ["stale"])
  .access({ read: "signedIn", create: [], update: [], delete: [] });

export const UserFeature = model({
  enabled: boolean(),
  assignedAt: dateTime().default("now"),
  assignedBy: text().max(200),
  user: belongsTo("User").onDelete("cascade"),
  feature: belongsTo("Feature"),
})
  .unique(["user", "feature"])
  .access(written);

export const TeamFeature = model({
  enabled: boolean(),
  assignedAt: dateTime().default("now"),
  assignedBy: text().max(200),
  team: belongsTo("Team").onDelete("cascade"),
  feature: belongsTo("Feature"),
})
  .unique(["team", "feature"])
  .access(written);
