import { manyToMany, model, text } from "plinth";

export const Tag = model({
  title: text(),
  bills: manyToMany("Invoice").through("InvoiceTags"),
});
