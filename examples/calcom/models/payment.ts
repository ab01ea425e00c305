import { belongsTo, boolean, json, model, money, oneOf, text } from "plinth";
import { written } from "../access.ts";

export const PaymentOption = oneOf("ON_BOOKING", "HOLD");

export const Payment = model({
  uid: text().max(100).unique(),
  amount: money(),
  fee: money(),
  currency: text().max(3),
  success: boolean(),
  refunded: boolean(),
  data: json(),
  externalId: text().max(200).unique(),
  paymentOption: PaymentOption.default("ON_BOOKING"),
  app: belongsTo("App").optional(),
  booking: belongsTo("Booking").onDelete("cascade"),
}).access(written);
