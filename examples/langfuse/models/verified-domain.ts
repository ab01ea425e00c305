import { dateTime, id, model, text } from "plinth";
import { adminOnly } from "../access.ts";

export const VerifiedDomain = model({
  domain: text().max(253).unique(),
  verificationToken: id().default("generated").unique(),
  verifiedAt: dateTime().optional(),
  createdByUserId: id().optional(),
}).access(adminOnly);
