import { all, belongsTo, date, hasMany, hasOne, integer, model, oneOf, text } from "plinth";

export const Priority = oneOf("low", "normal", "urgent");

export const Job = model({
  number: integer().min(1).unique(),
  title: text().min(1).max(160),
  description: text().max(10_000).optional(),
  status: oneOf("requested", "scheduled", "inProgress", "done", "cancelled").default("requested"),
  priority: Priority.default("normal"),
  dueOn: date().optional(),
  tags: text().max(40).list({ max: 20 }).default([]),
  customer: belongsTo("Customer"),
  site: belongsTo("Site"),
  visits: hasMany("Visit"),
  invoice: hasOne("Invoice"),
})
  .index("byStatus", ["status"], { sort: "dueOn" })
  .index("byPriority", ["priority", "status"], { sort: "dueOn" })
  .access({
    read: "member",
    create: ["owner", "dispatcher"],
    update: ["owner", "dispatcher", "technician"],
    delete: ["owner", all("dispatcher", "creator")],
  })
  .describe("A piece of work that a customer ordered.");
