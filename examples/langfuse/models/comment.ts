import { belongsTo, hasMany, id, integer, model, oneOf, text } from "plinth";

export const CommentObjectType = oneOf("TRACE", "OBSERVATION", "SESSION", "PROMPT");

export const Comment = model({
  objectType: CommentObjectType,
  objectId: text().max(200),
  content: text().max(5000),
  authorUserId: id().optional(),
  dataField: text().max(50).optional(),
  path: text().list().default([]),
  rangeStart: integer().list().default([]),
  rangeEnd: integer().list().default([]),
  project: belongsTo("Project").onDelete("cascade"),
  reactions: hasMany("CommentReaction"),
})
  .index("byObject", ["project", "objectType", "objectId"])
  .access({
    read: "member",
    create: "member",
    update: "creator",
    delete: ["creator", "admin", "owner"],
  });

export const CommentReaction = model({
  emoji: text().max(16),
  project: belongsTo("Project").onDelete("cascade"),
  comment: belongsTo("Comment").onDelete("cascade"),
  user: belongsTo("User").onDelete("cascade"),
})
  .unique(["comment", "user", "emoji"])
  .access({ read: "member", create: "member", update: [], delete: "creator" });
