import { belongsTo, boolean, decimal, email, integer, json, model, text } from "plinth";
import { billed } from "../access.ts";
import { BillingPeriod } from "./enums.ts";

export const OrganizationOnboarding = model({
  orgOwnerEmail: email().unique(),
  error: text().optional(),
  billingPeriod: BillingPeriod,
  pricePerSeat: decimal(),
  seats: integer().min(1),
  isPlatform: boolean().default(false),
  name: text().max(200),
  slug: text().max(100),
  logo: text().optional(),
  bio: text().optional(),
  brandColor: text().max(32).optional(),
  bannerUrl: text().optional(),
  isDomainConfigured: boolean().default(false),
  stripeCustomerId: text().max(100).optional().unique(),
  stripeSubscriptionId: text().max(100).optional(),
  stripeSubscriptionItemId: text().max(100).optional(),
  invitedMembers: json().default([]),
  teams: json().default([]),
  isComplete: boolean().default(false),
  startedBy: belongsTo("User").onDelete("cascade"),
}).access(billed);
