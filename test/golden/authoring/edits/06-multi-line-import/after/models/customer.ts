import {
  email,
  hasMany,
  model, // the builder
  text,
} from "plinth";

export const Customer = model({
  name: text().max(200),
  invoices: hasMany("Invoice"),
});
