import { boolean, hasOne, model, text } from "plinth";
import { managed } from "../access.ts";
import { OnlyOne } from "./enums.ts";

export const OrganizationSettings = model({
  only: OnlyOne.unique(),
  isOrganizationConfigured: boolean().default(false),
  isOrganizationVerified: boolean().default(false),
  orgAutoAcceptEmail: text().max(253),
  lockEventTypeCreationForUsers: boolean().default(false),
  adminGetsNoSlotsNotification: boolean().default(false),
  isAdminReviewed: boolean().default(false),
  isAdminAPIEnabled: boolean().default(false),
  allowSEOIndexing: boolean().default(false),
  orgProfileRedirectsToVerifiedDomain: boolean().default(false),
  disablePhoneOnlySMSNotifications: boolean().default(false),
  disableAutofillOnBookingPage: boolean().default(false),
  orgAutoJoinOnSignup: boolean().default(true),
  disableAttendeeConfirmationEmail: boolean().default(false),
  disableAttendeeCancellationEmail: boolean().default(false),
  disableAttendeeRescheduledEmail: boolean().default(false),
  disableAttendeeRequestEmail: boolean().default(false),
  disableAttendeeReassignedEmail: boolean().default(false),
  disableAttendeeAwaitingPaymentEmail: boolean().default(false),
  disableAttendeeRescheduleRequestEmail: boolean().default(false),
  disableAttendeeLocationChangeEmail: boolean().default(false),
  disableAttendeeNewEventEmail: boolean().default(false),
  directorySync: hasOne("DSyncData"),
})
  .plural("OrganizationSettingsRecords")
  .access(managed)
  .describe("One record: how this organization wants the product to behave.");
