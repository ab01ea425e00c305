import { model, oneOf, text, belongsTo, date } from "plinth";
import { Priority } from "./priority.ts";

export const Invoice = model({
  number: text().max(20),
  status: oneOf("draft", "sent"),
  customer: belongsTo("Customer"),
  paidOn: date().optional(),
  priority: Priority.default("low"),
})
  .index("byStatus", ["status"])
  .index("byPaid", ["status"], { sort: "paidOn" })
  .unique(["customer", "number"])
  .access({
    read: "member",
  });
