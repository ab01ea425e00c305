import { type AppSyncEvent, callerOf, type Envelope } from "../../lambda/appsync-event.ts";
import { FunctionError } from "../../lambda/function-error.ts";
import type { Invocation } from "../../lambda/invocation.ts";
import { createLogger, type Logger } from "../../lambda/log/logger.ts";
import { internalError, reportError } from "../../lambda/run.ts";
import { createUpload } from "./create-upload.ts";
import { downloadUrl } from "./download-url.ts";
import type { FilesSettings } from "./files-settings.ts";

/** Answers `Mutation.createUpload` and `File.url`, one at a time or, in `BatchInvoke`, many. */
export function createFilesHandler(settings: FilesSettings) {
  return async (
    event: AppSyncEvent | readonly AppSyncEvent[],
    { awsRequestId: requestId }: Invocation,
  ): Promise<Envelope | Envelope[]> => {
    const log = createLogger({ fields: { function: "files", requestId } });
    try {
      if (!isBatch(event)) return await answer(settings, event, log);
      return await Promise.all(event.map((each) => answer(settings, each, log)));
    } catch {
      throw internalError(requestId);
    }
  };
}

function isBatch(event: AppSyncEvent | readonly AppSyncEvent[]): event is readonly AppSyncEvent[] {
  return Array.isArray(event);
}

async function answer(settings: FilesSettings, event: AppSyncEvent, log: Logger): Promise<Envelope> {
  try {
    return { data: await resolve(settings, event) };
  } catch (error) {
    const refusal = reportError(log, error);
    if (refusal === null) throw error;
    return { error: { type: refusal.type, message: refusal.message, info: refusal.info } };
  }
}

function resolve(settings: FilesSettings, event: AppSyncEvent): Promise<unknown> {
  const caller = callerOf(event);
  const { parentTypeName, fieldName } = event.info;
  const field = `${parentTypeName}.${fieldName}`;
  if (field === "File.url") return downloadUrl(settings, caller, event.source);
  if (field !== "Mutation.createUpload")
    throw new FunctionError("NotFound", `${field} is no field of files.`);
  return createUpload(settings, caller, Object(event.arguments["input"]));
}
