import { systemCaller } from "./caller.ts";
import { lambdaCredentials } from "./credentials.ts";
import { environmentVariable } from "./environment.ts";
import { type FileKey, parseFileKey } from "./files/file-key.ts";
import { presign } from "./files/presign.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { Invocation } from "./invocation.ts";
import { type AnyHandler, callHandler, internalError, reportError, startRun } from "./run.ts";

/** EventBridge's event of S3. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
interface ObjectCreatedEvent {
  readonly id?: string;
  readonly detail: { readonly object: { readonly key: string; readonly size: number } };
}

/** What a file upload function gets. */
export interface UploadedFile {
  /** The same when an upload is reported a second time. */
  readonly id: string;
  readonly tenantId: string;
  /** The whole key, as a file field stores it. */
  readonly key: string;
  /** The last part of the key. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Reads the file: `bytes()`, `text()`, or `body` as a stream; its headers tell the content type.
   *
   * @throws where it is gone by now
   */
  open(): Promise<Response>;
}

export interface FileUploadSettings extends FunctionSettings {
  /** Of the key below the tenant's folder; empty: every file. */
  readonly prefix: string;
}

const readWithinSeconds = 300;

/** Turns a handler into a Lambda that runs after a file arrived. Acts as the system, in the tenant whose file it is. */
export function wrapFileUpload(settings: FileUploadSettings, handler: AnyHandler) {
  return async (event: ObjectCreatedEvent, invocation: Invocation): Promise<void> => {
    const { key, size } = event.detail.object;
    const parsed = parseFileKey(key);
    const run = startRun(settings, systemCaller(parsed?.tenantId ?? null), event, invocation);
    // The rule's pattern lets `tenants/a/b/<prefix>` through, and others may put objects into the bucket.
    if (parsed === null || !parsed.path.startsWith(settings.prefix)) {
      run.log.debug("Not a file for this function", { key });
      return;
    }
    try {
      await callHandler(run, handler, uploadedFile(event.id ?? invocation.awsRequestId, key, size, parsed));
    } catch (error) {
      // Thrown, so that Lambda tries again and at last keeps the event in the dead-letter queue.
      reportError(run.log, error);
      throw internalError(invocation.awsRequestId);
    }
  };
}

function uploadedFile(id: string, key: string, size: number, { tenantId, name }: FileKey): UploadedFile {
  return {
    id,
    tenantId,
    key,
    name,
    size,
    async open() {
      const bucket = environmentVariable("PLINTH_FILES_BUCKET");
      const request = { method: "GET", bucket, key, expiresInSeconds: readWithinSeconds } as const;
      const response = await fetch(await presign(request, lambdaCredentials(), new Date()));
      if (!response.ok) throw new Error(`S3 answered ${response.status} for ${key}.`);
      return response;
    },
  };
}
