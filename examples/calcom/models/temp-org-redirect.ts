import { boolean, model, oneOf, text, url } from "plinth";
import { internal } from "../access.ts";

export const RedirectType = oneOf("UserEventType", "TeamEventType", "User", "Team");

export const TempOrgRedirect = model({
  from: text().max(500),
  fromTenantId: text().max(64),
  type: RedirectType,
  toUrl: url(),
  enabled: boolean().default(true),
})
  .scope("global")
  .unique(["from", "type", "fromTenantId"])
  .access(internal);
