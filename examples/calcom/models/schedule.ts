import { belongsTo, date, dateTime, hasMany, integer, model, text, time } from "plinth";
import { shared } from "../access.ts";

export const Schedule = model({
  name: text().max(200),
  timeZone: text().max(64).optional(),
  user: belongsTo("User").onDelete("cascade"),
  availability: hasMany("Availability"),
  hosts: hasMany("Host"),
  eventTypes: hasMany("EventType").via("schedule"),
  instantMeetingEventTypes: hasMany("EventType").via("instantMeetingSchedule"),
  restrictedEventTypes: hasMany("EventType").via("restrictionSchedule"),
}).access(shared);

export const Availability = model({
  days: integer().min(0).max(6).list().default([]),
  startTime: time(),
  endTime: time(),
  date: date().optional(),
  user: belongsTo("User").optional().onDelete("cascade"),
  eventType: belongsTo("EventType").optional(),
  schedule: belongsTo("Schedule").optional(),
}).access(shared);

export const TravelSchedule = model({
  timeZone: text().max(64),
  startDate: dateTime(),
  endDate: dateTime().optional(),
  prevTimeZone: text().max(64).optional(),
  user: belongsTo("User").onDelete("cascade"),
})
  .index("byStartDate", [], { sort: "startDate" })
  .index("byEndDate", [], { sort: "endDate" })
  .access(shared);
