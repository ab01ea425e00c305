import { hasMany, model, text } from "plinth";

export const Customer = model({
  "name": text().describe("Größe 😀 \u{1F600} `${x}`"),
  'other': text().default('it\'s'),
  ["computed"]: text(),
  invoices: hasMany("Invoice"),
});
