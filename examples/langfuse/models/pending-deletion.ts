import { belongsTo, boolean, model, text } from "plinth";
import { internal } from "../access.ts";

export const PendingDeletion = model({
  object: text().max(50),
  objectId: text().max(200),
  isDeleted: boolean().default(false),
  project: belongsTo("Project").onDelete("cascade"),
})
  .index("byProjectAndObject", ["project", "object", "isDeleted"], { sort: "objectId" })
  .index("byObject", ["objectId", "object"])
  .access(internal);
