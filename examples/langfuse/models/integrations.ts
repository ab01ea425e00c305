import { belongsTo, boolean, dateTime, json, model, oneOf, text, url } from "plinth";
import { adminOnly } from "../access.ts";
import { AnalyticsIntegrationExportSource } from "./enums.ts";

export const PosthogIntegration = model({
  encryptedPosthogApiKey: text(),
  posthogHostName: text().max(253),
  lastSyncAt: dateTime().optional(),
  enabled: boolean(),
  exportSource: AnalyticsIntegrationExportSource.default("TRACES_OBSERVATIONS"),
  lastError: text().optional(),
  lastErrorAt: dateTime().optional(),
  project: belongsTo("Project").onDelete("cascade"),
}).access(adminOnly);

export const MixpanelIntegration = model({
  encryptedMixpanelProjectToken: text(),
  mixpanelRegion: text().max(50),
  lastSyncAt: dateTime().optional(),
  enabled: boolean(),
  exportSource: AnalyticsIntegrationExportSource.default("TRACES_OBSERVATIONS"),
  project: belongsTo("Project").onDelete("cascade"),
}).access(adminOnly);

export const BlobStorageIntegrationType = oneOf("S3", "S3_COMPATIBLE", "AZURE_BLOB_STORAGE");
export const BlobStorageIntegrationFileType = oneOf("JSON", "CSV", "JSONL", "PARQUET");
export const BlobStorageExportMode = oneOf("FULL_HISTORY", "FROM_TODAY", "FROM_CUSTOM_DATE");

export const BlobStorageIntegration = model({
  type: BlobStorageIntegrationType,
  bucketName: text().max(255),
  prefix: text().max(1000),
  accessKeyId: text().optional(),
  secretAccessKey: text().optional(),
  region: text().max(50),
  endpoint: url().optional(),
  forcePathStyle: boolean(),
  nextSyncAt: dateTime().optional(),
  lastSyncAt: dateTime().optional(),
  enabled: boolean(),
  exportFrequency: text().max(50),
  fileType: BlobStorageIntegrationFileType.default("CSV"),
  exportMode: BlobStorageExportMode.default("FULL_HISTORY"),
  exportStartDate: dateTime().optional(),
  exportSource: AnalyticsIntegrationExportSource.default("TRACES_OBSERVATIONS"),
  exportFieldGroups: text()
    .list()
    .default([
      "core",
      "basic",
      "time",
      "io",
      "metadata",
      "model",
      "usage",
      "prompt",
      "metrics",
      "tools",
      "trace_context",
    ]),
  compressed: boolean().default(true),
  exportTuning: json().optional(),
  runStartedAt: dateTime().optional(),
  lastError: text().optional(),
  lastErrorAt: dateTime().optional(),
  lastFailureNotificationSentAt: dateTime().optional(),
  project: belongsTo("Project").onDelete("cascade"),
}).access(adminOnly);

export const SlackIntegration = model({
  teamId: text().max(50),
  teamName: text().max(200),
  botToken: text(),
  botUserId: text().max(50),
  project: belongsTo("Project").onDelete("cascade"),
})
  .index("byTeam", ["teamId"])
  .access(adminOnly);
