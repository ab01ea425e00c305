import { belongsTo, boolean, model, text } from "plinth";

export const TraceSession = model({
  sessionId: text().max(200),
  bookmarked: boolean().default(false),
  public: boolean().default(false),
  environment: text().max(100).default("default"),
  project: belongsTo("Project").onDelete("cascade"),
})
  .unique(["project", "sessionId"])
  .access({ read: "member", create: [], update: ["editor", "admin", "owner"], delete: ["admin", "owner"] })
  .describe("A conversation of an end user; its traces live in the analytics store.");
