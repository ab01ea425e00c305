import { belongsTo, boolean, dateTime, hasMany, integer, model, oneOf, text, url } from "plinth";
import { internal } from "../access.ts";
import { TimeUnit } from "./enums.ts";

export const WebhookTriggerEvent = oneOf(
  "BOOKING_CREATED",
  "BOOKING_PAYMENT_INITIATED",
  "BOOKING_PAID",
  "BOOKING_RESCHEDULED",
  "BOOKING_REQUESTED",
  "BOOKING_CANCELLED",
  "BOOKING_REJECTED",
  "BOOKING_NO_SHOW_UPDATED",
  "FORM_SUBMITTED",
  "MEETING_ENDED",
  "MEETING_STARTED",
  "RECORDING_READY",
  "RECORDING_TRANSCRIPTION_GENERATED",
  "OOO_CREATED",
  "AFTER_HOSTS_CAL_VIDEO_NO_SHOW",
  "AFTER_GUESTS_CAL_VIDEO_NO_SHOW",
  "FORM_SUBMITTED_NO_EVENT",
  "DELEGATION_CREDENTIAL_ERROR",
  "WRONG_ASSIGNMENT_REPORT",
);

export const Webhook = model({
  subscriberUrl: url(),
  payloadTemplate: text().optional(),
  active: boolean().default(true),
  eventTriggers: WebhookTriggerEvent.list().default([]),
  secret: text().optional(),
  platform: boolean().default(false),
  time: integer().optional(),
  timeUnit: TimeUnit.optional(),
  payloadVersion: text().max(16).default("2021-10-20"),
  user: belongsTo("User").optional().onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
  eventType: belongsTo("EventType").optional().onDelete("cascade"),
  platformOAuthClient: belongsTo("PlatformOAuthClient").optional().onDelete("cascade"),
  app: belongsTo("App").optional(),
  scheduledTriggers: hasMany("WebhookScheduledTrigger"),
})
  .unique(["user", "subscriberUrl"])
  .unique(["platformOAuthClient", "subscriberUrl"])
  .index("byActive", ["active"])
  .access({
    read: ["creator", "admin", "owner"],
    create: "member",
    update: ["creator", "admin", "owner"],
    delete: ["creator", "admin", "owner"],
  });

export const WebhookScheduledTrigger = model({
  jobName: text().max(200).optional(),
  subscriberUrl: url(),
  payload: text(),
  startAfter: dateTime(),
  retryCount: integer().default(0),
  appId: text().max(100).optional(),
  webhook: belongsTo("Webhook").optional().onDelete("cascade"),
  booking: belongsTo("Booking").optional().onDelete("cascade"),
}).access(internal);
