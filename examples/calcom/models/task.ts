import { dateTime, integer, model, text } from "plinth";
import { internal } from "../access.ts";

export const Task = model({
  scheduledAt: dateTime().default("now"),
  succeededAt: dateTime().optional(),
  type: text().max(100),
  payload: text(),
  attempts: integer().default(0),
  maxAttempts: integer().default(3),
  lastError: text().optional(),
  lastFailedAttemptAt: dateTime().optional(),
  referenceUid: text().max(100).optional(),
})
  .scope("global")
  .unique(["referenceUid", "type"])
  .index("bySucceededAt", [], { sort: "succeededAt" })
  .index("byScheduledAt", [], { sort: ["scheduledAt", "succeededAt"] })
  .access(internal)
  .describe("Work for the background worker of the whole product.");
