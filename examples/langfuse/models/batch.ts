import { belongsTo, dateTime, id, integer, json, model, text } from "plinth";

export const BatchExport = model({
  name: text().max(200),
  status: text().max(50),
  query: json(),
  format: text().max(20),
  url: text().optional(),
  log: text().optional(),
  finishedAt: dateTime().optional(),
  expiresAt: dateTime().optional(),
  userId: id(),
  project: belongsTo("Project").onDelete("cascade"),
})
  .index("byProjectAndUser", ["project", "userId"])
  .index("byStatus", ["status"])
  .access({ read: "member", create: "member", update: [], delete: ["creator", "admin", "owner"] });

export const BatchAction = model({
  actionType: text().max(100),
  tableName: text().max(100),
  status: text().max(50),
  finishedAt: dateTime().optional(),
  query: json(),
  config: json().optional(),
  totalCount: integer().optional(),
  processedCount: integer().optional(),
  failedCount: integer().optional(),
  log: text().optional(),
  userId: id(),
  project: belongsTo("Project").onDelete("cascade"),
})
  .index("byProjectAndUser", ["project", "userId"])
  .index("byStatus", ["status"])
  .index("byProjectAndType", ["project", "actionType"])
  .access({ read: "member", create: ["editor", "admin", "owner"], update: [], delete: [] });
