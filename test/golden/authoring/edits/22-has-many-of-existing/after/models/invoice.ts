import { hasMany, model, text } from "plinth";

export const Invoice = model({
  number: text(),
  lines: hasMany("InvoiceLine"),
});
