import {
  belongsTo,
  decimal,
  email,
  file,
  hasMany,
  hasOne,
  id,
  json,
  manyToMany,
  model,
  money,
  oneOf,
  text,
  url,
} from "plinth";

export const Category = model({
  title: text().min(1).max(60),
  slug: text().max(60).unique(),
  parent: belongsTo("Category").optional(),
  children: hasMany("Category"),
  products: hasMany("Product"),
})
  .plural("Categories")
  .index("byParent", ["parent"], { sort: "title" });

export const Supplier = model({
  name: text().min(1).max(120),
  email: email().optional().unique(),
  website: url().optional(),
  rating: decimal().min(0).max(5).optional(),
  country: belongsTo("Country"),
  products: hasMany("Product"),
  purchases: hasMany("PurchaseOrder"),
})
  .index("byRating", [], { sort: ["rating", "name"] })
  .access({ read: "member", create: ["buyer", "manager"], update: ["buyer", "manager"], delete: "manager" });

export const Product = model({
  sku: text().max(24).unique(),
  name: text().min(2).max(120),
  status: oneOf("draft", "active", "retired").default("draft"),
  listPrice: money().min(0),
  weight: decimal().min(0).optional(),
  attributes: json().optional(),
  image: file().optional(),
  documents: file().list({ max: 5 }).optional(),
  keywords: text().max(30).list({ max: 10 }).default([]),
  trackingId: id().default("generated"),
  category: belongsTo("Category").optional(),
  supplier: belongsTo("Supplier"),
  variants: hasMany("Variant"),
  tags: manyToMany("Tag"),
  prices: hasMany("Price"),
  specification: hasOne("Specification"),
})
  .index("byStatus", ["status"], { sort: "name" })
  .index("byStatusAndPrice", ["status", "supplier"], { sort: "listPrice" })
  .softDelete({ keepDays: 30 });

export const Specification = model({
  body: text().max(20_000),
  revision: decimal().default(1.5),
  product: belongsTo("Product").onDelete("cascade"),
});

export const Variant = model({
  name: text().max(60),
  barcode: text().max(14).pattern("[0-9]{8,14}").optional().unique(),
  surcharge: money().default(0),
  product: belongsTo("Product").onDelete("cascade"),
  levels: hasMany("StockLevel"),
  lines: hasMany("OrderLine"),
}).unique(["product", "name"]);

export const Tag = model({
  name: text().min(1).max(40).unique(),
  color: oneOf("red", "green", "blue").default("blue"),
  products: manyToMany("Product"),
});

export const PriceList = model({
  name: text().max(60).unique(),
  currency: belongsTo("Currency"),
  prices: hasMany("Price"),
  customers: manyToMany("Customer"),
});

export const Price = model({
  amount: money().min(0),
  fromQuantity: decimal().min(0).default(1),
  priceList: belongsTo("PriceList").onDelete("cascade"),
  product: belongsTo("Product").onDelete("cascade"),
})
  .unique(["priceList", "product", "fromQuantity"])
  .index("byPriceList", ["priceList"], { sort: ["product", "fromQuantity"] });
