import type { RecordOf } from "plinth";
import { type Shape, model, text } from "plinth";

export const Customer = model({
  name: text().max(200),
});

export type CustomerRecord = RecordOf<typeof Customer> & { extra?: Shape };
