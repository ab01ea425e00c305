import { dateTime, decimal, id, integer, model, text } from "plinth";
import { internal, managed } from "../access.ts";

export const BillingMeterBackup = model({
  meteredTenantId: id(),
  stripeCustomerId: text().max(100),
  meterId: text().max(100),
  startTime: dateTime(),
  endTime: dateTime(),
  aggregatedValue: integer(),
  eventName: text().max(100),
})
  .scope("global")
  .unique(["stripeCustomerId", "meterId", "startTime", "endTime"])
  .access(internal)
  .describe(
    "What was reported to the payment provider for every organization, in case it must be reported again.",
  );

export const CloudSpendAlert = model({
  title: text().max(200),
  threshold: decimal().min(0),
  triggeredAt: dateTime().optional(),
}).access(managed);
