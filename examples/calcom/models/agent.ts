import { belongsTo, boolean, hasMany, id, model, oneOf, text } from "plinth";
import { shared } from "../access.ts";

export const Agent = model({
  name: text().max(200),
  providerAgentId: text().max(200).unique(),
  inboundEventTypeId: id().optional(),
  outboundEventTypeId: id().optional(),
  enabled: boolean().default(true),
  user: belongsTo("User").optional().onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
  inboundPhoneNumbers: hasMany("CalAiPhoneNumber").via("inboundAgent"),
  outboundPhoneNumbers: hasMany("CalAiPhoneNumber").via("outboundAgent"),
})
  .index("byInboundEventType", ["inboundEventTypeId"])
  .index("byOutboundEventType", ["outboundEventTypeId"])
  .access(shared)
  .describe("A voice agent that answers or makes calls.");

export const PhoneNumberSubscriptionStatus = oneOf(
  "ACTIVE",
  "PAST_DUE",
  "CANCELLED",
  "INCOMPLETE",
  "INCOMPLETE_EXPIRED",
  "TRIALING",
  "UNPAID",
);

export const CalAiPhoneNumber = model({
  phoneNumber: text().max(32).unique(),
  provider: text().max(100),
  providerPhoneNumberId: text().max(200).optional().unique(),
  stripeCustomerId: text().max(100).optional(),
  stripeSubscriptionId: text().max(100).optional().unique(),
  subscriptionStatus: PhoneNumberSubscriptionStatus.optional(),
  user: belongsTo("User").optional().onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
  inboundAgent: belongsTo("Agent").optional().onDelete("setNull"),
  outboundAgent: belongsTo("Agent").optional().onDelete("setNull"),
}).access(shared);
