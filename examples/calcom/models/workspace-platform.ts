import { boolean, json, model, text } from "plinth";
import { internal } from "../access.ts";

export const WorkspacePlatform = model({
  slug: text().min(1).max(100).unique(),
  name: text().min(1).max(200),
  description: text(),
  defaultServiceAccountKey: json(),
  enabled: boolean().default(false),
})
  .scope("global")
  .access(internal);
