import { belongsTo, boolean, file, hasMany, hasOne, integer, json, model, oneOf, text } from "plinth";
import { managed } from "../access.ts";
import { SmsLockState } from "./enums.ts";

export const RoundRobinResetInterval = oneOf("MONTH", "DAY");
export const RoundRobinTimestampBasis = oneOf("CREATED_AT", "START_TIME");

export const Team = model({
  name: text().min(1).max(200),
  slug: text().max(100).optional().unique(),
  logo: file().optional(),
  calVideoLogo: file().optional(),
  appLogo: file().optional(),
  appIconLogo: file().optional(),
  banner: file().optional(),
  bio: text().optional(),
  hideBranding: boolean().default(false),
  hideTeamProfileLink: boolean().default(false),
  isPrivate: boolean().default(false),
  hideBookATeamMember: boolean().default(false),
  metadata: json().optional(),
  theme: text().max(16).optional(),
  rrResetInterval: RoundRobinResetInterval.default("MONTH").optional(),
  rrTimestampBasis: RoundRobinTimestampBasis.default("CREATED_AT"),
  brandColor: text().max(32).optional(),
  darkBrandColor: text().max(32).optional(),
  timeFormat: integer().optional(),
  timeZone: text().max(64).default("Europe/London"),
  weekStart: text().max(16).default("Sunday"),
  pendingPayment: boolean().default(false),
  isPlatform: boolean().default(false),
  smsLockState: SmsLockState.default("UNLOCKED"),
  smsLockReviewedByAdmin: boolean().default(false),
  bookingLimits: json().optional(),
  includeManagedEventsInLimits: boolean().default(false),
  autoOptInFeatures: boolean().default(false),

  createdByOAuthClient: belongsTo("PlatformOAuthClient").optional().onDelete("cascade"),
  members: hasMany("TeamMembership"),
  roles: hasMany("Role"),
  eventTypes: hasMany("EventType"),
  credentials: hasMany("Credential"),
  webhooks: hasMany("Webhook"),
  apiKeys: hasMany("ApiKey"),
  accessCodes: hasMany("AccessCode"),
  verifiedNumbers: hasMany("VerifiedNumber"),
  verifiedEmails: hasMany("VerifiedEmail"),
  instantMeetingTokens: hasMany("InstantMeetingToken"),
  directoryGroups: hasMany("DSyncTeamGroupMapping"),
  features: hasMany("TeamFeature"),
  internalNotePresets: hasMany("InternalNotePreset"),
  filterSegments: hasMany("FilterSegment"),
  wrongAssignmentReports: hasMany("WrongAssignmentReport"),
  creditBalance: hasOne("CreditBalance"),
  billing: hasOne("TeamBilling"),
  seatChanges: hasMany("SeatChangeLog"),
  monthlyProrations: hasMany("MonthlyProration"),
  phoneNumbers: hasMany("CalAiPhoneNumber"),
  agents: hasMany("Agent"),
})
  .access(managed)
  .describe("A team inside the organization. The organization itself is the tenant.");
