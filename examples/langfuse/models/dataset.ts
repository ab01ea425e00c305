import { belongsTo, boolean, dateTime, hasMany, id, json, model, oneOf, text, url } from "plinth";
import { edited, written } from "../access.ts";

export const Dataset = model({
  name: text().max(200),
  description: text().optional(),
  metadata: json().optional(),
  remoteExperimentUrl: url().optional(),
  remoteExperimentPayload: json().optional(),
  remoteExperimentEnabled: boolean().default(true),
  remoteExperimentDisplaySecretKey: text().max(50).optional(),
  remoteExperimentDisplayHeaders: json().optional(),
  inputSchema: json().optional(),
  expectedOutputSchema: json().optional(),
  project: belongsTo("Project").onDelete("cascade"),
  items: hasMany("DatasetItem"),
  runs: hasMany("DatasetRun"),
})
  .unique(["project", "name"])
  .access(edited)
  .describe("Inputs and expected outputs that experiments run over.");

export const DatasetStatus = oneOf("ACTIVE", "ARCHIVED");

export const DatasetItem = model({
  itemId: id().default("generated"),
  projectId: id(),
  status: DatasetStatus.default("ACTIVE"),
  input: json().optional(),
  expectedOutput: json().optional(),
  metadata: json().optional(),
  sourceTraceId: text().max(200).optional(),
  sourceObservationId: text().max(200).optional(),
  validFrom: dateTime().default("now"),
  validTo: dateTime().optional(),
  isDeleted: boolean().default(false),
  dataset: belongsTo("Dataset").onDelete("cascade"),
})
  .unique(["itemId", "validFrom"])
  .index("byProject", ["projectId"], { sort: "validTo" })
  .index("byItem", ["projectId", "itemId"], { sort: "validFrom" })
  .index("bySourceTrace", ["sourceTraceId"])
  .index("bySourceObservation", ["sourceObservationId"])
  .access(edited)
  .describe("One state of an item: a change writes a new record and ends the validity of the old.");

export const DatasetRun = model({
  name: text().max(200),
  description: text().optional(),
  metadata: json().optional(),
  projectId: id(),
  dataset: belongsTo("Dataset").onDelete("cascade"),
})
  .unique(["dataset", "name"])
  .access(edited);

export const DatasetItemMedia = model({
  projectId: id(),
  mediaId: id(),
  datasetId: id(),
  datasetItemId: id(),
  datasetItemValidFrom: dateTime().optional(),
  field: text().max(50),
  jsonPath: text().max(500).optional(),
  referenceString: text().optional(),
})
  .plural("DatasetItemMediaLinks")
  .unique(["datasetItemId", "datasetItemValidFrom", "field", "jsonPath"])
  .index("byMedia", ["projectId", "mediaId"])
  .index("byDataset", ["projectId", "datasetId"])
  .access(written);
