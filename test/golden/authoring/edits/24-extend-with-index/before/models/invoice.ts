import { model, oneOf, text, belongsTo } from "plinth";

export const Invoice = model({
  number: text().max(20),
  status: oneOf("draft", "sent"),
  customer: belongsTo("Customer"),
})
  .index("byStatus", ["status"])
  .access({
    read: "member",
  });
