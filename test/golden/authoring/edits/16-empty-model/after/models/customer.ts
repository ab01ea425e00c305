import { hasMany, model } from "plinth";

export const Customer = model({
  invoices: hasMany("Invoice"),
});
