import { belongsTo, model, oneOf, text } from "plinth";
import { shared } from "../access.ts";

export const EventTypeAutoTranslatedField = oneOf("DESCRIPTION", "TITLE");

export const EventTypeTranslation = model({
  field: EventTypeAutoTranslatedField,
  sourceLocale: text().max(16),
  targetLocale: text().max(16),
  translatedText: text(),
  eventType: belongsTo("EventType").onDelete("cascade"),
  creator: belongsTo("User"),
  updater: belongsTo("User").optional().onDelete("setNull"),
})
  .unique(["eventType", "field", "targetLocale"])
  .access(shared);
