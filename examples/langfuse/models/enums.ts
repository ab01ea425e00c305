import { oneOf } from "plinth";

export const AnalyticsIntegrationExportSource = oneOf(
  "TRACES_OBSERVATIONS",
  "TRACES_OBSERVATIONS_EVENTS",
  "EVENTS",
);
export const EvalTemplateType = oneOf("LLM_AS_JUDGE", "CODE");
export const EvaluatorBlockReason = oneOf(
  "LLM_CONNECTION_AUTH_INVALID",
  "LLM_CONNECTION_BILLING_EXHAUSTED",
  "LLM_CONNECTION_ENDPOINT_UNREACHABLE",
  "LLM_CONNECTION_MISSING",
  "DEFAULT_EVAL_MODEL_MISSING",
  "EVAL_MODEL_CONFIG_INVALID",
  "EVAL_MODEL_UNAVAILABLE",
  "PROVIDER_ACCOUNT_NOT_READY",
);
export const JobConfigState = oneOf("ACTIVE", "INACTIVE");
export const MediaAssociationOrigin = oneOf(
  "UNKNOWN",
  "CLIENT_UPLOAD",
  "INGESTION_MEDIA_EXTRACTION",
  "INGESTION_FIELD_OVERFLOW",
);
export const Role = oneOf("OWNER", "ADMIN", "MEMBER", "VIEWER", "NONE");
export const SourceCodeLanguage = oneOf("PYTHON", "TYPESCRIPT");
