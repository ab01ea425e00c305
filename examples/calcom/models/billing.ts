import {
  belongsTo,
  boolean,
  dateTime,
  hasMany,
  id,
  integer,
  json,
  model,
  money,
  oneOf,
  text,
  url,
} from "plinth";
import { billed, internal } from "../access.ts";
import { BillingMode, BillingPeriod, OnlyOne } from "./enums.ts";

export const TeamBilling = model({
  subscriptionId: text().max(100).unique(),
  subscriptionItemId: text().max(100),
  customerId: text().max(100),
  status: text().max(50),
  planName: text().max(100),
  subscriptionStart: dateTime().optional(),
  subscriptionTrialEnd: dateTime().optional(),
  subscriptionEnd: dateTime().optional(),
  billingPeriod: BillingPeriod.optional(),
  billingMode: BillingMode.default("SEATS"),
  pricePerSeat: money().optional(),
  paidSeats: integer().optional(),
  highWaterMark: integer().optional(),
  highWaterMarkPeriodStart: dateTime().optional(),
  team: belongsTo("Team").onDelete("cascade"),
  monthlyProrations: hasMany("MonthlyProration"),
  seatChanges: hasMany("SeatChangeLog"),
}).access(billed);

export const OrganizationBilling = model({
  only: OnlyOne.unique(),
  subscriptionId: text().max(100).unique(),
  subscriptionItemId: text().max(100),
  customerId: text().max(100),
  status: text().max(50),
  planName: text().max(100),
  subscriptionStart: dateTime().optional(),
  subscriptionTrialEnd: dateTime().optional(),
  subscriptionEnd: dateTime().optional(),
  billingPeriod: BillingPeriod.optional(),
  billingMode: BillingMode.default("SEATS"),
  pricePerSeat: money().optional(),
  paidSeats: integer().optional(),
  highWaterMark: integer().optional(),
  highWaterMarkPeriodStart: dateTime().optional(),
  monthlyProrations: hasMany("MonthlyProration"),
  seatChanges: hasMany("SeatChangeLog"),
})
  .access(billed)
  .describe("One record: the organization's own subscription.");

export const SeatChangeType = oneOf("ADDITION", "REMOVAL");

export const SeatChangeLog = model({
  changeType: SeatChangeType,
  seatCount: integer(),
  userId: id().optional(),
  triggeredBy: id().optional(),
  changeDate: dateTime().default("now"),
  monthKey: text().max(7),
  operationId: text().max(100).optional(),
  metadata: json().optional(),
  team: belongsTo("Team").onDelete("cascade"),
  proration: belongsTo("MonthlyProration").optional(),
  teamBilling: belongsTo("TeamBilling").optional(),
  organizationBilling: belongsTo("OrganizationBilling").optional(),
})
  .unique(["team", "operationId"])
  .index("byTeamAndMonth", ["team", "monthKey"])
  .index("byTeamAndProration", ["team", "proration"])
  .index("byMonth", ["monthKey"])
  .access(billed);

export const ProrationStatus = oneOf("PENDING", "INVOICE_CREATED", "CHARGED", "FAILED", "CANCELLED");

export const MonthlyProration = model({
  monthKey: text().max(7),
  periodStart: dateTime(),
  periodEnd: dateTime(),
  seatsAtStart: integer(),
  seatsAdded: integer(),
  seatsRemoved: integer(),
  netSeatIncrease: integer(),
  seatsAtEnd: integer(),
  subscriptionId: text().max(100),
  subscriptionItemId: text().max(100),
  customerId: text().max(100),
  subscriptionStart: dateTime(),
  subscriptionEnd: dateTime(),
  remainingDays: integer(),
  pricePerSeat: money(),
  proratedAmount: money(),
  invoiceItemId: text().max(100).optional(),
  invoiceId: text().max(100).optional(),
  invoiceUrl: url().optional(),
  status: ProrationStatus.default("PENDING"),
  chargedAt: dateTime().optional(),
  failedAt: dateTime().optional(),
  failureReason: text().optional(),
  retryCount: integer().default(0),
  metadata: json().optional(),
  team: belongsTo("Team").onDelete("cascade"),
  teamBilling: belongsTo("TeamBilling").optional(),
  organizationBilling: belongsTo("OrganizationBilling").optional(),
  seatChanges: hasMany("SeatChangeLog"),
})
  .unique(["team", "monthKey"])
  .index("byMonthAndStatus", ["monthKey", "status"])
  .index("byStatus", ["status"])
  .access(billed);

export const PlatformBilling = model({
  customerTenantId: id().unique(),
  customerId: text().max(100),
  subscriptionId: text().max(100).optional(),
  priceId: text().max(100).optional(),
  plan: text().max(50).default("none"),
  billingCycleStart: integer().optional(),
  billingCycleEnd: integer().optional(),
  overdue: boolean().default(false),
  managerBilling: belongsTo("PlatformBilling").optional(),
  managedBillings: hasMany("PlatformBilling").via("managerBilling"),
})
  .scope("global")
  .access(internal)
  .describe("What a platform customer pays; it may pay for other organizations too, so it spans tenants.");
