import { belongsTo, boolean, json, model, oneOf, text } from "plinth";
import { shared } from "../access.ts";

export const EventTypeCustomInputType = oneOf("TEXT", "TEXTLONG", "NUMBER", "BOOL", "RADIO", "PHONE");

export const EventTypeCustomInput = model({
  label: text().max(500),
  type: EventTypeCustomInputType,
  options: json().optional(),
  required: boolean(),
  placeholder: text().default(""),
  eventType: belongsTo("EventType").onDelete("cascade"),
}).access(shared);
