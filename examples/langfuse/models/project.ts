import { belongsTo, boolean, hasMany, hasOne, integer, json, model, text } from "plinth";
import { managed } from "../access.ts";
import { Role } from "./enums.ts";

export const Project = model({
  name: text().max(200),
  retentionDays: integer().min(0).optional(),
  hasTraces: boolean().default(false),
  metadata: json().optional(),
  homeDashboard: belongsTo("Dashboard").optional().onDelete("setNull"),
  members: hasMany("ProjectMembership"),
  apiKeys: hasMany("ApiKey"),
  agentConversations: hasMany("InAppAgentConversation"),
  agentEvents: hasMany("InAppAgentEvent"),
  agentRuns: hasMany("InAppAgentRun"),
  agentToolApprovals: hasMany("InAppAgentPendingToolApproval"),
  datasets: hasMany("Dataset"),
  sessions: hasMany("TraceSession"),
  prompts: hasMany("Prompt"),
  promptDependencies: hasMany("PromptDependency"),
  promptProtectedLabels: hasMany("PromptProtectedLabel"),
  llmModels: hasMany("LlmModel"),
  prices: hasMany("Price"),
  evalTemplates: hasMany("EvalTemplate"),
  jobConfigurations: hasMany("JobConfiguration"),
  jobExecutions: hasMany("JobExecution"),
  evaluators: hasMany("Evaluator"),
  evaluationRules: hasMany("EvaluationRule"),
  evaluatorAssignments: hasMany("EvaluationRuleEvaluatorAssignment"),
  llmApiKeys: hasMany("LlmApiKey"),
  defaultLlmModel: hasOne("DefaultLlmModel"),
  llmSchemas: hasMany("LlmSchema"),
  llmTools: hasMany("LlmTool"),
  posthogIntegration: hasOne("PosthogIntegration"),
  mixpanelIntegration: hasOne("MixpanelIntegration"),
  blobStorageIntegration: hasOne("BlobStorageIntegration"),
  slackIntegration: hasOne("SlackIntegration"),
  webCalloutEndpoints: hasMany("WebCalloutEndpoint"),
  scoreConfigs: hasMany("ScoreConfig"),
  batchExports: hasMany("BatchExport"),
  batchActions: hasMany("BatchAction"),
  comments: hasMany("Comment"),
  commentReactions: hasMany("CommentReaction"),
  notificationPreferences: hasMany("NotificationPreference"),
  annotationQueues: hasMany("AnnotationQueue"),
  annotationQueueItems: hasMany("AnnotationQueueItem"),
  annotationQueueAssignments: hasMany("AnnotationQueueAssignment"),
  media: hasMany("Media"),
  dashboards: hasMany("Dashboard").via("project"),
  dashboardWidgets: hasMany("DashboardWidget"),
  tableViewPresets: hasMany("TableViewPreset"),
  defaultViews: hasMany("DefaultView"),
  actions: hasMany("Action"),
  triggers: hasMany("Trigger"),
  automations: hasMany("Automation"),
  automationExecutions: hasMany("AutomationExecution"),
  monitors: hasMany("Monitor"),
  pendingDeletions: hasMany("PendingDeletion"),
})
  .softDelete({ keepDays: 30 })
  .access(managed)
  .describe(
    "What an organization observes: an application with its traces, prompts, datasets and evaluations.",
  );

export const ProjectMembership = model({
  role: Role,
  project: belongsTo("Project").onDelete("cascade"),
  user: belongsTo("User").onDelete("cascade"),
})
  .unique(["project", "user"])
  .access(managed);
