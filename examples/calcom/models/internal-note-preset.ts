import { belongsTo, hasMany, model, text } from "plinth";
import { managed } from "../access.ts";

export const InternalNotePreset = model({
  name: text().max(200),
  cancellationReason: text().optional(),
  team: belongsTo("Team").onDelete("cascade"),
  notes: hasMany("BookingInternalNote"),
})
  .unique(["team", "name"])
  .access(managed);
