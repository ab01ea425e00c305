import {
  belongsTo,
  boolean,
  dateTime,
  hasMany,
  integer,
  model,
  object,
  oneOf,
  phone,
  text,
  time,
} from "plinth";

export const Address = object({
  street: text().min(1).max(120),
  zip: text().max(12).pattern("[0-9A-Z -]+"),
  city: text().max(80),
  doors: text().max(10).list({ max: 5 }).default([]),
});

export const Warehouse = model({
  code: text().max(12).unique(),
  name: text().min(1).max(80),
  address: Address,
  otherAddresses: Address.list({ max: 3 }).optional(),
  phone: phone().optional(),
  opensAt: time().default("07:00:00"),
  capacity: integer().min(1).max(1_000_000),
  bins: hasMany("Bin"),
  counts: hasMany("StockCount"),
}).access({ read: "member", create: "manager", update: "manager", delete: "manager" });

export const Bin = model({
  label: text().max(20),
  aisle: integer().min(0),
  cold: boolean().default(false),
  warehouse: belongsTo("Warehouse").onDelete("cascade"),
  levels: hasMany("StockLevel"),
})
  .unique(["warehouse", "label"])
  .index("byWarehouse", ["warehouse"], { sort: ["aisle", "label"] });

export const StockLevel = model({
  quantity: integer().min(0),
  reorderAt: integer().min(0).optional(),
  bin: belongsTo("Bin"),
  variant: belongsTo("Variant").onDelete("cascade"),
})
  .unique(["bin", "variant"])
  .index("byVariant", ["variant"], { sort: "quantity" });

export const StockMovement = model({
  quantity: integer().min(-100_000).max(100_000),
  reason: oneOf("received", "picked", "lost", "counted"),
  movedAt: dateTime().default("now"),
  variant: belongsTo("Variant").onDelete("keep"),
})
  .index("byReason", ["reason"], { sort: "movedAt" })
  .index("byMovedAt", [], { sort: "movedAt" })
  .shards(4)
  .dedicated()
  .access({ read: "member", create: ["picker", "manager"], update: [], delete: [] });

export const StockCount = model({
  countedAt: dateTime().default("now"),
  finished: boolean().default(false),
  warehouse: belongsTo("Warehouse").onDelete("cascade"),
  task: belongsTo("Task").optional(),
}).softDelete({ keepDays: 7 });
