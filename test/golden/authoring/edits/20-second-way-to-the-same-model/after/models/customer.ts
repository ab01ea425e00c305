import { hasMany, model, text } from "plinth";

export const Customer = model({
  name: text().max(200),
  invoices: hasMany("Invoice").via("customer"), // all of them
  payerInvoices: hasMany("Invoice").via("payer"),
});
