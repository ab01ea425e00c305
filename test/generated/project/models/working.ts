import {
  all,
  belongsTo,
  boolean,
  date,
  dateTime,
  hasMany,
  id,
  integer,
  json,
  model,
  money,
  oneOf,
  text,
} from "plinth";

export const PurchaseOrder = model({
  number: integer().min(1).unique(),
  status: oneOf("draft", "ordered", "received").default("draft"),
  total: money().default(0),
  expectedOn: date().optional(),
  supplier: belongsTo("Supplier"),
})
  .index("byStatus", ["status"], { sort: "expectedOn" })
  .access({ read: ["buyer", "manager"], create: "buyer", update: ["buyer", "manager"], delete: "manager" });

export const Task = model({
  title: text().min(1).max(160),
  done: boolean().default(false),
  dueAt: dateTime().optional(),
  priority: integer().min(1).max(5).default(3),
  assignee: id().max(64).optional(),
  counts: hasMany("StockCount"),
})
  .index("byDone", ["done"], { sort: ["priority", "dueAt"] })
  .access({
    read: "member",
    create: "member",
    update: ["manager", "creator"],
    delete: all("picker", "creator"),
  });

export const Note = model({
  body: text().min(1).max(4000),
  pinned: boolean().default(false),
  customer: belongsTo("Customer").onDelete("cascade"),
}).access({ read: "creator", create: "member", update: "creator", delete: "creator" });

export const AuditEvent = model({
  action: text().max(60),
  at: dateTime().default("now"),
  details: json().optional(),
  keepUntil: dateTime(),
})
  .index("byAction", ["action"], { sort: "at" })
  .ttl("keepUntil")
  .shards(2)
  .dedicated()
  .access({ read: "manager", create: "member", update: [], delete: [] });

export const AccessCode = model({
  code: text().max(40).unique(),
  validUntil: dateTime().optional(),
})
  .ttl("validUntil")
  .access({ read: "member", create: "member", update: "member", delete: "member" });

export const PushDevice = model({
  token: text().max(400).unique(),
  platform: oneOf("ios", "android", "web"),
  seenAt: dateTime().default("now"),
}).scope("user");

export const SavedView = model({
  name: text().max(60),
  screen: text().max(40),
  settings: json(),
  position: integer().default(0),
  device: belongsTo("PushDevice").optional(),
  currency: belongsTo("Currency").optional().onDelete("keep"),
})
  .scope("user")
  .unique(["screen", "name"])
  .index("byScreen", ["screen"], { sort: "position" });
