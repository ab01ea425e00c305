import { belongsTo, dateTime, integer, model, text } from "plinth";
import { personal } from "../access.ts";

export const UserHolidaySettings = model({
  countryCode: text().max(8).optional(),
  disabledIds: text().list().default([]),
  user: belongsTo("User").onDelete("cascade"),
})
  .plural("UserHolidaySettingsRecords")
  .access(personal);

export const HolidayCache = model({
  countryCode: text().max(8),
  calendarId: text().max(200),
  eventId: text().max(200),
  name: text().max(200),
  date: dateTime(),
  year: integer(),
})
  .scope("global")
  .unique(["countryCode", "eventId"])
  .index("byCountryAndYear", ["countryCode", "year"])
  .index("byCountry", ["countryCode"], { sort: "date" })
  .access({ read: "signedIn", create: [], update: [], delete: [] });
