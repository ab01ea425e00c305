import {
  all,
  any,
  belongsTo,
  boolean,
  date,
  dateTime,
  decimal,
  email,
  file,
  hasMany,
  hasOne,
  integer,
  json,
  manyToMany,
  model,
  money,
  oneOf,
  phone,
  text,
  time,
} from "plinth";
import { Address } from "./stock.ts";

export const Customer = model({
  name: text().min(1).max(120),
  vatNumber: text().max(20).optional().unique(),
  creditLimit: money().min(0).default(0),
  billing: Address,
  since: date().default("now"),
  terms: hasOne("CustomerTerms"),
  contacts: hasMany("Contact"),
  orders: hasMany("SalesOrder"),
  notes: hasMany("Note"),
  priceLists: manyToMany("PriceList"),
})
  .index("byName", [], { sort: "name" })
  .softDelete({ keepDays: 90 })
  .access({
    read: "member",
    create: ["seller", "manager"],
    update: ["manager", "creator"],
    delete: "manager",
  });

export const CustomerTerms = model({
  paymentDays: integer().min(0).max(120),
  discount: decimal().min(0).max(0.9).optional(),
  customer: belongsTo("Customer").onDelete("cascade"),
})
  .plural("CustomerTermSets")
  .access({ read: ["seller", "manager"], create: "manager", update: "manager", delete: "manager" });

export const Contact = model({
  name: text().max(80),
  email: email().unique(),
  phone: phone().optional(),
  primary: boolean().default(false),
  customer: belongsTo("Customer").onDelete("cascade"),
}).index("byCustomer", ["customer"], { sort: "name" });

export const OrderStatus = oneOf("open", "confirmed", "shipped", "closed", "cancelled");

export const SalesOrder = model({
  number: integer().min(1).unique(),
  status: OrderStatus.default("open"),
  total: money().default(0),
  orderedOn: date().default("now"),
  wantedOn: date().optional(),
  customer: belongsTo("Customer"),
  lines: hasMany("OrderLine"),
  shipments: hasMany("Shipment"),
  invoice: hasOne("Invoice"),
  returns: hasMany("ReturnRequest"),
})
  .index("byStatus", ["status"], { sort: "orderedOn" })
  .index("byTotal", [], { sort: "total" })
  .access({
    read: "member",
    create: "seller",
    update: ["manager", all("seller", "creator")],
    delete: all("manager", "creator"),
  });

export const OrderLine = model({
  position: integer().min(1).max(999),
  quantity: decimal().min(0),
  price: money(),
  order: belongsTo("SalesOrder").onDelete("cascade"),
  variant: belongsTo("Variant"),
})
  .unique(["order", "position"])
  .index("byOrder", ["order"], { sort: "position" });

export const Carrier = model({
  name: text().max(60).unique(),
  collectsAt: time(),
  reliable: boolean().default(true),
  shipments: hasMany("Shipment"),
});

export const Shipment = model({
  trackingCode: text().max(40).optional(),
  shippedAt: dateTime().optional(),
  order: belongsTo("SalesOrder").onDelete("cascade"),
  carrier: belongsTo("Carrier"),
  parcels: hasMany("Parcel"),
}).index("byShippedAt", [], { sort: "shippedAt" });

export const Parcel = model({
  weight: decimal().min(0.001),
  label: file().optional(),
  shipment: belongsTo("Shipment").onDelete("cascade"),
});

export const Invoice = model({
  number: text().max(20).unique(),
  status: oneOf("draft", "sent", "paid", "void").default("draft"),
  total: money().min(0),
  dueOn: date(),
  pdf: file().optional(),
  order: belongsTo("SalesOrder"),
  payments: hasMany("Payment"),
})
  .index("byStatus", ["status"], { sort: "dueOn" })
  .access({ read: "member", create: ["seller", "manager"], update: ["manager", "creator"], delete: [] });

export const Payment = model({
  amount: money().min(1),
  paidAt: dateTime().default("now"),
  details: json().optional(),
  invoice: belongsTo("Invoice"),
}).index("byInvoice", ["invoice"], { sort: "paidAt" });

export const ReturnRequest = model({
  reason: text().min(3).max(500),
  state: oneOf("asked", "granted", "refused").default("asked"),
  order: belongsTo("SalesOrder").onDelete("restrict"),
})
  .softDelete({ keepDays: 14 })
  .access({
    read: ["manager", "creator"],
    create: "member",
    update: any("manager", all("seller", "creator")),
    delete: ["manager", "creator"],
  });
