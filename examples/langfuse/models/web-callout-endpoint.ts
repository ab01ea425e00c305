import { belongsTo, boolean, model, text, url } from "plinth";
import { managed } from "../access.ts";

export const WebCalloutEndpoint = model({
  name: text().max(200).default("Default"),
  url: url(),
  enabled: boolean().default(true),
  toastMessage: text().max(500).default("Callout sent"),
  requestHeaders: text().optional(),
  requestHeaderKeys: text().list().default([]),
  project: belongsTo("Project").onDelete("cascade"),
})
  .index("byProjectAndEnabled", ["project", "enabled"])
  .access(managed);
