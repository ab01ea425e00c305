import type { App, Backend, EnumType, Model, ObjectType } from "../../../src/definition/ir.ts";
import { everyFunction } from "./every-function.ts";
import { lockFor } from "./lock-for.ts";
import {
  belongsTo,
  creator,
  deepFreeze,
  enumOf,
  field,
  file,
  hasMany,
  hasOne,
  manyToMany,
  model,
  objectOf,
  role,
  signedIn,
} from "./parts.ts";

const app: App = {
  name: "acme",
  region: "eu-west-1",
  roles: ["admin", "accountant", "member"],
  stages: [
    { name: "dev", protected: false, account: null, logRetentionDays: 14 },
    { name: "prod", protected: true, account: "111122223333", logRetentionDays: 90 },
  ],
  signIn: { selfSignUp: true, mfa: "optional", passwordLength: 12, plan: "essentials" },
  budget: { monthlyUsd: 500, email: "ops@acme.example" },
};

const enums: readonly EnumType[] = [
  {
    name: "InvoiceStatus",
    values: ["draft", "sent", "paid"],
    description: null,
    source: { file: "models/invoice.ts" },
  },
  {
    name: "Priority",
    values: ["low", "normal", "high"],
    description: "How soon somebody should look at it.",
    source: { file: "models/shared.ts" },
  },
];

const objects: readonly ObjectType[] = [
  {
    name: "Address",
    description: "Where post arrives.",
    source: { file: "models/shared.ts" },
    fields: [
      field("street", "text", { rules: { minLength: 1, maxLength: 200 } }),
      field("zip", "text", { rules: { maxLength: 12, pattern: "[0-9A-Z -]+" } }),
      field("location", objectOf("GeoPoint"), { required: false }),
    ],
  },
  {
    name: "GeoPoint",
    description: null,
    source: { file: "models/shared.ts" },
    fields: [
      field("latitude", "decimal", { rules: { min: -90, max: 90 } }),
      field("longitude", "decimal", { rules: { min: -180, max: 180 } }),
    ],
  },
];

/** A tree of itself: a self relation with setNull. */
const category: Model = model("Category", {
  plural: "Categories",
  fields: [field("title", "text", { rules: { minLength: 1, maxLength: 60 } })],
  relations: [
    belongsTo("parent", "Category", { required: false, inverse: "children" }),
    hasMany("children", "Category", "parent"),
    hasMany("invoices", "Invoice", "category"),
  ],
  indexes: [
    { name: "byParent", hash: ["parentId"], sort: ["title"], origin: "relation", description: null },
    { name: "byTitle", hash: ["title"], sort: [], origin: "declared", description: null },
  ],
});

/** One per customer: the hasOne side is Customer. */
const contract: Model = model("Contract", {
  fields: [
    field("signedOn", "date"),
    field("callAt", "time", { required: false }),
    field("document", file),
    field("terms", "json", { required: false }),
  ],
  relations: [belongsTo("customer", "Customer", { inverse: "contract", unique: true, onDelete: "cascade" })],
  indexes: [{ name: "byCustomer", hash: ["customerId"], sort: [], origin: "relation", description: null }],
  uniques: [{ name: "byCustomerId", fields: ["customerId"] }],
});

/** Everybody's data: any signed-in user reads it, only the system writes it. */
const currency: Model = model("Currency", {
  plural: "Currencies",
  scope: "global",
  fields: [
    field("code", "text", { rules: { minLength: 3, maxLength: 3, pattern: "[A-Z]{3}" } }),
    field("minorUnits", "integer", { default: { kind: "value", value: 2 }, rules: { min: 0, max: 4 } }),
  ],
  uniques: [{ name: "byCode", fields: ["code"] }],
  access: { read: [[signedIn]], create: [], update: [], delete: [] },
});

const customer: Model = model("Customer", {
  description: "Somebody who buys from the tenant.",
  fields: [
    field("name", "text", {
      rules: { minLength: 1, maxLength: 80 },
      description: "As it stands on invoices.",
    }),
    field("email", "email", { required: false, rules: { maxLength: 254 } }),
    field("phone", "phone", { required: false }),
    field("website", "url", { required: false }),
    field("vip", "boolean", { default: { kind: "value", value: false } }),
    field("address", objectOf("Address"), { required: false }),
    field("otherAddresses", objectOf("Address"), { list: true, required: false, rules: { maxItems: 5 } }),
  ],
  relations: [
    hasOne("contract", "Contract", "customer"),
    hasMany("invoices", "Invoice", "customer"),
    belongsTo("currency", "Currency", { required: false, onDelete: "keep" }),
  ],
  indexes: [
    { name: "byCurrency", hash: ["currencyId"], sort: [], origin: "relation", description: null },
    {
      name: "byVip",
      hash: ["vip"],
      sort: ["name"],
      origin: "declared",
      description: "Important customers first.",
    },
  ],
  uniques: [{ name: "byEmail", fields: ["email"] }],
  access: {
    read: [[role("member")]],
    create: [[role("member")]],
    update: [[role("admin")], [creator]],
    delete: [[role("admin"), creator]],
  },
});

/** A user's own data, gone when it expires. */
const draft: Model = model("Draft", {
  scope: "user",
  fields: [
    field("text", "text", { rules: { maxLength: 4000 } }),
    field("expiresAt", "dateTime", { required: false }),
  ],
  relations: [belongsTo("currency", "Currency", { required: false, onDelete: "keep", index: null })],
  access: { read: [[creator]], create: [[creator]], update: [[creator]], delete: [[creator]] },
  ttlField: "expiresAt",
});

const invoice: Model = model("Invoice", {
  description: "What a customer has to pay.",
  fields: [
    field("number", "text", { rules: { minLength: 1, maxLength: 20 } }),
    field("status", enumOf("InvoiceStatus"), { default: { kind: "value", value: "draft" } }),
    field("priority", enumOf("Priority"), { required: false }),
    field("total", "money", { rules: { min: 0 } }),
    field("discount", "decimal", { required: false, rules: { min: 0, max: 1 } }),
    field("tags", "text", { list: true, required: false, rules: { maxLength: 30, maxItems: 10 } }),
    field("dueOn", "date", { required: false }),
    field("openedAt", "dateTime", { default: { kind: "now" } }),
    field("token", "id", { default: { kind: "generated" }, rules: { maxLength: 26 } }),
    field("scan", file, { required: false }),
    field("attachments", file, { list: true, required: false, rules: { maxItems: 20 } }),
    field("deliverTo", objectOf("Address"), { required: false }),
  ],
  relations: [
    belongsTo("customer", "Customer", { inverse: "invoices", onDelete: "cascade" }),
    belongsTo("category", "Category", { required: false, inverse: "invoices" }),
    hasMany("lines", "InvoiceLine", "invoice"),
    manyToMany("labels", "Label", { link: "InvoiceLabels", side: "left", inverse: "invoices" }),
  ],
  indexes: [
    { name: "byCategory", hash: ["categoryId"], sort: [], origin: "relation", description: null },
    { name: "byCustomer", hash: ["customerId"], sort: ["createdAt"], origin: "relation", description: null },
    {
      name: "byStatus",
      hash: ["status"],
      sort: ["dueOn"],
      origin: "declared",
      description: "What is due next.",
    },
    {
      name: "byStatusAndTotal",
      hash: ["status", "priority"],
      sort: ["total", "number"],
      origin: "declared",
      description: null,
    },
  ],
  uniques: [
    { name: "byCustomerAndNumber", fields: ["customerId", "number"] },
    { name: "byToken", fields: ["token"] },
  ],
  access: {
    read: [[role("member")]],
    create: [[role("member")]],
    update: [[role("admin")], [role("accountant")], [creator]],
    delete: [[role("admin"), creator]],
  },
  softDelete: { keepDays: 30 },
});

const invoiceLine: Model = model("InvoiceLine", {
  fields: [
    field("position", "integer", { rules: { min: 1, max: 1000 } }),
    field("text", "text", { rules: { maxLength: 400 } }),
    field("quantity", "decimal", { default: { kind: "value", value: 1 } }),
    field("price", "money"),
  ],
  relations: [belongsTo("invoice", "Invoice", { inverse: "lines", onDelete: "cascade" })],
  indexes: [
    { name: "byInvoice", hash: ["invoiceId"], sort: ["position"], origin: "relation", description: null },
  ],
});

const label: Model = model("Label", {
  fields: [field("name", "text", { rules: { minLength: 1, maxLength: 40 } }), field("color", "text")],
  relations: [manyToMany("invoices", "Invoice", { link: "InvoiceLabels", side: "right", inverse: "labels" })],
  uniques: [{ name: "byName", fields: ["name"] }],
});

/** A busy model: a table of its own, keys over four partitions. */
const pageView: Model = model("PageView", {
  fields: [
    field("path", "text", { rules: { maxLength: 500 } }),
    field("seenAt", "dateTime", { default: { kind: "now" } }),
    field("goneAt", "dateTime", { required: false }),
  ],
  relations: [belongsTo("customer", "Customer", { required: false, onDelete: "keep", index: null })],
  indexes: [{ name: "byPath", hash: ["path"], sort: ["seenAt"], origin: "declared", description: null }],
  access: {
    read: [[role("admin")]],
    create: [[role("member")]],
    update: [],
    delete: [],
  },
  ttlField: "goneAt",
  shards: 4,
  dedicated: true,
});

/** A small backend that uses every feature of the IR at least once. */
export const everything: Backend = deepFreeze({
  app,
  enums,
  objects,
  models: [category, contract, currency, customer, draft, invoice, invoiceLine, label, pageView],
  functions: everyFunction,
});

export const everythingLock = deepFreeze(lockFor(everything));
