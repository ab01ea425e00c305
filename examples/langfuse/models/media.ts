import { belongsTo, dateTime, file, id, integer, model, text } from "plinth";
import { written } from "../access.ts";
import { MediaAssociationOrigin } from "./enums.ts";

export const Media = model({
  sha256Hash: text().min(44).max(44),
  uploadedAt: dateTime().optional(),
  uploadHttpStatus: integer().optional(),
  uploadHttpError: text().optional(),
  content: file().optional(),
  project: belongsTo("Project").onDelete("cascade"),
})
  .plural("MediaFiles")
  .unique(["project", "sha256Hash"])
  .access(written);

export const TraceMedia = model({
  projectId: id(),
  mediaId: id(),
  traceId: text().max(200),
  field: text().max(50),
  origin: MediaAssociationOrigin.default("UNKNOWN"),
})
  .plural("TraceMediaLinks")
  .unique(["projectId", "traceId", "mediaId", "field"])
  .index("byMedia", ["projectId", "mediaId"])
  .access(written);

export const ObservationMedia = model({
  projectId: id(),
  mediaId: id(),
  traceId: text().max(200),
  observationId: text().max(200),
  field: text().max(50),
  origin: MediaAssociationOrigin.default("UNKNOWN"),
})
  .plural("ObservationMediaLinks")
  .unique(["traceId", "observationId", "mediaId", "field"])
  .index("byMedia", ["projectId", "mediaId"])
  .access(written);
