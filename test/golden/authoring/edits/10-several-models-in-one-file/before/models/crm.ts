import { model, text } from "plinth";

export const Customer = model({
  name: text(),
});

export const Label = model({ title: text() });

// Not a model, in spite of its name.
export const Customers = ["a", "b"];
