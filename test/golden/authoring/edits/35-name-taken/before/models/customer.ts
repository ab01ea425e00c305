import { integer, model } from "plinth";

export const Customer = model({
  invoices: integer(), // how many
});
