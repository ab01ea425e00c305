import { hasMany, integer, model } from "plinth";

export const Customer = model({
  invoices: integer(), // how many
  customerInvoices: hasMany("Invoice"),
});
