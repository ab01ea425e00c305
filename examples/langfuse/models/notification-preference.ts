import { belongsTo, boolean, model, oneOf } from "plinth";
import { personal } from "../access.ts";

export const NotificationChannel = oneOf("EMAIL");
export const NotificationType = oneOf("COMMENT_MENTION");

export const NotificationPreference = model({
  channel: NotificationChannel,
  type: NotificationType,
  enabled: boolean().default(true),
  user: belongsTo("User").onDelete("cascade"),
  project: belongsTo("Project").onDelete("cascade"),
})
  .unique(["user", "project", "channel", "type"])
  .access(personal);
