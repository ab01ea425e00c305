import { hasMany, model } from "plinth";

export const Customer = model({
  // fields come later
  invoices: hasMany("Invoice"),
});
