import { belongsTo, hasMany, integer, json, model, oneOf, text } from "plinth";
import { personal, shared } from "../access.ts";

export const FilterSegmentScope = oneOf("USER", "TEAM");

export const FilterSegment = model({
  name: text().max(200),
  tableIdentifier: text().max(100),
  scope: FilterSegmentScope,
  activeFilters: json().optional(),
  sorting: json().optional(),
  columnVisibility: json().optional(),
  columnSizing: json().optional(),
  perPage: integer().min(1),
  searchTerm: text().optional(),
  user: belongsTo("User").onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
  preferences: hasMany("UserFilterSegmentPreference"),
})
  .index("byUserAndTable", ["scope", "user", "tableIdentifier"])
  .index("byTeamAndTable", ["scope", "team", "tableIdentifier"])
  .access(shared);

export const UserFilterSegmentPreference = model({
  tableIdentifier: text().max(100),
  systemSegmentId: text().max(100).optional(),
  user: belongsTo("User").onDelete("cascade"),
  segment: belongsTo("FilterSegment").optional().onDelete("cascade"),
})
  .unique(["user", "tableIdentifier"])
  .access(personal);
