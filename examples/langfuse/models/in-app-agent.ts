import { belongsTo, dateTime, hasMany, id, integer, json, model, oneOf, text } from "plinth";
import { internal, personal } from "../access.ts";

export const InAppAgentConversationVisibilityScope = oneOf("PERSONAL", "PROJECT");

export const InAppAgentConversation = model({
  title: text().max(500).optional(),
  renamedByUserAt: dateTime().optional(),
  visibilityScope: InAppAgentConversationVisibilityScope.default("PERSONAL"),
  providerSessionId: text().max(200).optional(),
  alwaysAllowedTools: text().list().default([]),
  lastMessageAt: dateTime().default("now"),
  project: belongsTo("Project").onDelete("cascade"),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
  events: hasMany("InAppAgentEvent"),
  runs: hasMany("InAppAgentRun"),
  pendingToolApprovals: hasMany("InAppAgentPendingToolApproval"),
})
  .index("byProjectAndUser", ["project", "createdByUser"], { sort: "lastMessageAt" })
  .softDelete({ keepDays: 30 })
  .access(personal);

export const InAppAgentRun = model({
  model: text().max(200).optional(),
  mcpApiKeyId: id().optional(),
  errorCode: text().max(100).optional(),
  errorMessage: text().optional(),
  finishedAt: dateTime().optional(),
  status: text().max(50).optional(),
  request: json().optional(),
  claimedAt: dateTime().optional(),
  heartbeatAt: dateTime().optional(),
  cancelRequestedAt: dateTime().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  conversation: belongsTo("InAppAgentConversation").onDelete("cascade"),
  triggeredByUser: belongsTo("User").optional().onDelete("setNull"),
  events: hasMany("InAppAgentEvent"),
}).access({ read: "creator", create: "member", update: [], delete: [] });

export const InAppAgentEvent = model({
  sequenceNumber: integer().min(0),
  type: text().max(100),
  event: json(),
  project: belongsTo("Project").onDelete("cascade"),
  conversation: belongsTo("InAppAgentConversation").onDelete("cascade"),
  run: belongsTo("InAppAgentRun").onDelete("cascade"),
})
  .unique(["conversation", "sequenceNumber"])
  .index("byConversation", ["conversation"], { sort: "sequenceNumber" })
  .access({ read: "creator", create: [], update: [], delete: [] });

export const InAppAgentPendingToolApproval = model({
  toolCallId: text().max(200),
  approvalFingerprint: text().max(200),
  expiresAt: dateTime(),
  project: belongsTo("Project").onDelete("cascade"),
  conversation: belongsTo("InAppAgentConversation").onDelete("cascade"),
})
  .unique(["conversation", "toolCallId"])
  .ttl("expiresAt")
  .access(internal);
