import { belongsTo, model } from "plinth";

export const Invoice = model({
  customer: belongsTo("Customer"),
});
