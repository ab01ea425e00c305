import type { RecordOf } from "plinth";
import { type Shape, hasMany, model, text } from "plinth";

export const Customer = model({
  name: text().max(200),
  invoices: hasMany("Invoice"),
});

export type CustomerRecord = RecordOf<typeof Customer> & { extra?: Shape };
