import { manyToMany, model, text } from "plinth";

export const Label = model({
  title: text(),
  invoices: manyToMany("Invoice"),
});
