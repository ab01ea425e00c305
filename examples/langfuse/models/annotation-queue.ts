import { belongsTo, dateTime, hasMany, id, model, oneOf, text } from "plinth";
import { edited } from "../access.ts";

export const AnnotationQueue = model({
  name: text().max(200),
  description: text().optional(),
  scoreConfigIds: id().list().default([]),
  project: belongsTo("Project").onDelete("cascade"),
  items: hasMany("AnnotationQueueItem"),
  assignments: hasMany("AnnotationQueueAssignment"),
})
  .unique(["project", "name"])
  .access(edited);

export const AnnotationQueueStatus = oneOf("PENDING", "COMPLETED");
export const AnnotationQueueObjectType = oneOf("TRACE", "OBSERVATION", "SESSION");

export const AnnotationQueueItem = model({
  objectId: text().max(200),
  objectType: AnnotationQueueObjectType,
  status: AnnotationQueueStatus.default("PENDING"),
  lockedAt: dateTime().optional(),
  completedAt: dateTime().optional(),
  queue: belongsTo("AnnotationQueue").onDelete("cascade"),
  project: belongsTo("Project").onDelete("cascade"),
  lockedByUser: belongsTo("User").optional().onDelete("setNull"),
  annotatorUser: belongsTo("User").optional().onDelete("setNull"),
})
  .index("byQueueAndStatus", ["project", "queue", "status"])
  .index("byObject", ["objectId", "objectType", "project", "queue"])
  .access(edited);

export const AnnotationQueueAssignment = model({
  project: belongsTo("Project").onDelete("cascade"),
  user: belongsTo("User").onDelete("cascade"),
  queue: belongsTo("AnnotationQueue").onDelete("cascade"),
})
  .unique(["project", "queue", "user"])
  .access(edited);
