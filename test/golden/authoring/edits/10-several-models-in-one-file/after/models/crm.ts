import { hasMany, manyToMany, model, text } from "plinth";

export const Customer = model({
  name: text(),
  invoices: hasMany("Invoice"),
});

export const Label = model({ title: text(), invoices: manyToMany("Invoice") });

// Not a model, in spite of its name.
export const Customers = ["a", "b"];
