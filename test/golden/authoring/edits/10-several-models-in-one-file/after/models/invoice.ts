import { belongsTo, manyToMany, model } from "plinth";

export const Invoice = model({
  customer: belongsTo("Customer"),
  labels: manyToMany("Label"),
});
