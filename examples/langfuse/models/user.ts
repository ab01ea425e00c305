import { boolean, email, file, hasMany, model, text } from "plinth";

export const User = model({
  name: text().max(200).optional(),
  email: email().optional().unique(),
  image: file().optional(),
  admin: boolean().default(false),
  v4BetaEnabled: boolean().default(false),
  featureFlags: text().list().default([]),
  projectMemberships: hasMany("ProjectMembership"),
  lockedQueueItems: hasMany("AnnotationQueueItem").via("lockedByUser"),
  annotatedQueueItems: hasMany("AnnotationQueueItem").via("annotatorUser"),
  queueAssignments: hasMany("AnnotationQueueAssignment"),
  dashboardsCreated: hasMany("Dashboard").via("createdByUser"),
  dashboardsUpdated: hasMany("Dashboard").via("updatedByUser"),
  widgetsCreated: hasMany("DashboardWidget").via("createdByUser"),
  widgetsUpdated: hasMany("DashboardWidget").via("updatedByUser"),
  tableViewPresetsCreated: hasMany("TableViewPreset").via("createdByUser"),
  tableViewPresetsUpdated: hasMany("TableViewPreset").via("updatedByUser"),
  monitorsCreated: hasMany("Monitor").via("createdByUser"),
  monitorsUpdated: hasMany("Monitor").via("updatedByUser"),
  surveys: hasMany("Survey"),
  commentReactions: hasMany("CommentReaction"),
  notificationPreferences: hasMany("NotificationPreference"),
  defaultViews: hasMany("DefaultView"),
  agentConversations: hasMany("InAppAgentConversation"),
  agentRuns: hasMany("InAppAgentRun"),
  apiKeysCreated: hasMany("ApiKey"),
  evaluatorsCreated: hasMany("Evaluator"),
  evaluatorVersionsCreated: hasMany("EvaluatorVersion"),
  evaluationRulesCreated: hasMany("EvaluationRule"),
})
  .access({ read: "member", create: [], update: ["creator", "admin", "owner"], delete: "owner" })
  .describe("A person of the organization, for what they made and own. Sign-in itself is Plinth's.");
