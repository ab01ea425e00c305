import { belongsTo, model, text } from "plinth";

export const Invoice = model({
  number: text().max(20),
  customer: belongsTo("Customer"),
  payer: belongsTo("Customer").optional(),
}).access({ read: "member" });
