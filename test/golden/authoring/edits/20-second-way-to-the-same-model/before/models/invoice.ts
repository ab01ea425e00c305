import { belongsTo, model, text } from "plinth";

export const Invoice = model({
  number: text().max(20),
  customer: belongsTo("Customer"),
}).access({ read: "member" });
