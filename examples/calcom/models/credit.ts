import { belongsTo, dateTime, email, hasMany, integer, model, oneOf, text } from "plinth";
import { billed } from "../access.ts";

export const CreditBalance = model({
  additionalCredits: integer().default(0),
  limitReachedAt: dateTime().optional(),
  warningSentAt: dateTime().optional(),
  team: belongsTo("Team").optional().onDelete("cascade"),
  user: belongsTo("User").optional().onDelete("cascade"),
  expenseLogs: hasMany("CreditExpenseLog"),
  purchaseLogs: hasMany("CreditPurchaseLog"),
}).access(billed);

export const CreditPurchaseLog = model({
  credits: integer(),
  creditBalance: belongsTo("CreditBalance").onDelete("cascade"),
}).access(billed);

export const CreditType = oneOf("MONTHLY", "ADDITIONAL");
export const CreditUsageType = oneOf("SMS", "CAL_AI_PHONE_CALL");

export const CreditExpenseLog = model({
  credits: integer().optional(),
  creditType: CreditType,
  date: dateTime(),
  smsSid: text().max(100).optional(),
  smsSegments: integer().optional(),
  phoneNumber: text().max(32).optional(),
  email: email().optional(),
  callDuration: integer().optional(),
  creditFor: CreditUsageType.optional(),
  externalRef: text().max(200).optional().unique(),
  creditBalance: belongsTo("CreditBalance").onDelete("cascade"),
  booking: belongsTo("Booking").optional().onDelete("cascade"),
}).access(billed);
