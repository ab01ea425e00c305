import { manyToMany, model } from "plinth";

export const Invoice = model({
  labels: manyToMany("Label"),
  tags: manyToMany("Tag").through("InvoiceTags"),
});
