import { belongsTo, boolean, dateTime, hasMany, id, model, text } from "plinth";
import { shared } from "../access.ts";

export const OutOfOfficeEntry = model({
  uuid: id().default("generated").unique(),
  start: dateTime(),
  end: dateTime(),
  notes: text().optional(),
  showNotePublicly: boolean().default(false),
  user: belongsTo("User").onDelete("cascade"),
  toUser: belongsTo("User").optional().onDelete("cascade"),
  reason: belongsTo("OutOfOfficeReason").optional().onDelete("setNull"),
})
  .plural("OutOfOfficeEntries")
  .index("byStart", [], { sort: ["start", "end"] })
  .access(shared);

export const OutOfOfficeReason = model({
  emoji: text().max(16),
  reason: text().max(200).unique(),
  enabled: boolean().default(true),
  user: belongsTo("User").optional().onDelete("cascade"),
  entries: hasMany("OutOfOfficeEntry"),
}).access(shared);
