import { hasMany, model, text } from "plinth";
import { address } from "../shared/address.ts";

export const Customer = model({
  name: text().max(200),
  ...address,
  invoices: hasMany("Invoice"),
});
