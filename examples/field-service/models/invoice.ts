import { belongsTo, date, decimal, file, hasMany, model, money, oneOf, text } from "plinth";

export const Invoice = model({
  number: text().max(20).unique(),
  status: oneOf("draft", "sent", "paid", "void").default("draft"),
  issuedOn: date().default("now"),
  dueOn: date(),
  total: money().min(0),
  pdf: file().optional(),
  paymentReference: text().max(100).optional().unique(),
  customer: belongsTo("Customer"),
  job: belongsTo("Job").optional(),
  lines: hasMany("InvoiceLine"),
})
  .index("byStatus", ["status"], { sort: "dueOn" })
  .access({
    read: ["owner", "dispatcher"],
    create: ["owner", "dispatcher"],
    update: ["owner", "dispatcher"],
    delete: [],
  })
  .describe("What a customer owes. It is voided, never deleted.");

export const InvoiceLine = model({
  description: text().min(1).max(300),
  quantity: decimal().min(0),
  unitPrice: money(),
  invoice: belongsTo("Invoice").onDelete("cascade"),
  taxRate: belongsTo("TaxRate"),
}).access({
  read: ["owner", "dispatcher"],
  create: ["owner", "dispatcher"],
  update: ["owner", "dispatcher"],
  delete: ["owner", "dispatcher"],
});
