import { hasMany, model, text } from "plinth";

export const Customer = model({
  name: text().max(200),
  bills: hasMany("Invoice").describe("What they owe"),
});
