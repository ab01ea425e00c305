import { hasMany, model, text } from "plinth";

export const Customer = model({
  name: text().max(200),
  street: text().max(100),
  zip: text().max(12),
  city: text(),
  invoices: hasMany("Invoice"),
});
