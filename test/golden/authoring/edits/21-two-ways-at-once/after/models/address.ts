import { hasMany, model, text } from "plinth";

export const Address = model({
  street: text(),
  billToInvoices: hasMany("Invoice").via("billTo"),
  shipToInvoices: hasMany("Invoice").via("shipTo"),
});
