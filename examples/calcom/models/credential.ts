import { belongsTo, boolean, hasMany, integer, json, model, text } from "plinth";
import { personal } from "../access.ts";

export const Credential = model({
  type: text().max(100),
  key: json(),
  encryptedKey: text().optional(),
  subscriptionId: text().max(100).optional(),
  paymentStatus: text().max(50).optional(),
  billingCycleStart: integer().optional(),
  invalid: boolean().default(false),
  user: belongsTo("User").optional().onDelete("cascade"),
  team: belongsTo("Team").optional().onDelete("cascade"),
  app: belongsTo("App").optional(),
  delegationCredential: belongsTo("DelegationCredential").optional().onDelete("cascade"),
  destinationCalendars: hasMany("DestinationCalendar"),
  selectedCalendars: hasMany("SelectedCalendar"),
  calendarCaches: hasMany("CalendarCache"),
  references: hasMany("BookingReference"),
  attributeSyncs: hasMany("IntegrationAttributeSync"),
  hostLocations: hasMany("HostLocation"),
})
  .index("bySubscription", ["subscriptionId"])
  .index("byInvalid", ["invalid"])
  .index("byUserAndDelegation", ["user", "delegationCredential"])
  .access(personal)
  .describe("What the product may use on a connected service: only its creator and functions see it.");
