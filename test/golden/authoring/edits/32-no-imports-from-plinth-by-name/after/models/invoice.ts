import { belongsTo, model, text } from "plinth";

export const Invoice = model({
  number: text(),
  customer: belongsTo("Customer"),
});
