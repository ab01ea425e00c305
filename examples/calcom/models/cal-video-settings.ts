import { belongsTo, boolean, model, url } from "plinth";
import { shared } from "../access.ts";

export const CalVideoSettings = model({
  disableRecordingForOrganizer: boolean().default(false),
  disableRecordingForGuests: boolean().default(false),
  enableAutomaticTranscription: boolean().default(false),
  enableAutomaticRecordingForOrganizer: boolean().default(false),
  redirectUrlOnExit: url().optional(),
  disableTranscriptionForGuests: boolean().default(false),
  disableTranscriptionForOrganizer: boolean().default(false),
  requireEmailForGuests: boolean().default(false),
  eventType: belongsTo("EventType").onDelete("cascade"),
})
  .plural("CalVideoSettingsRecords")
  .access(shared);
