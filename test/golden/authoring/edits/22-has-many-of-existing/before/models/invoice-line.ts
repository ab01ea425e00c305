import { integer, model, money } from "plinth";

export const InvoiceLine = model({
  quantity: integer().min(1),
  price: money(),
});
