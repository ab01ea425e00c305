import { belongsTo, json, model, text } from "plinth";
import { edited } from "../access.ts";

export const TableViewPreset = model({
  name: text().max(200),
  tableName: text().max(100),
  filters: json(),
  columnOrder: json(),
  columnVisibility: json(),
  searchQuery: text().optional(),
  orderBy: json().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
  updatedByUser: belongsTo("User").optional().onDelete("setNull"),
})
  .unique(["project", "tableName", "name"])
  .access(edited);

export const DefaultView = model({
  viewName: text().max(100),
  viewId: text().max(200),
  project: belongsTo("Project").onDelete("cascade"),
  user: belongsTo("User").optional().onDelete("cascade"),
})
  .unique(["project", "user", "viewName"])
  .index("byProjectAndView", ["project", "viewName"])
  .access(edited);
