import type { Caller } from "../../lambda/caller.ts";
import { parseFileKey } from "../../lambda/files/file-key.ts";
import { presign } from "../../lambda/files/presign.ts";
import { FunctionError } from "../../lambda/function-error.ts";
import { tenantOf } from "./create-upload.ts";
import type { FilesSettings } from "./files-settings.ts";

const expiresInSeconds = 3600;

/** Types that a browser shows without running anything in them. SVG and HTML are not among them. */
const shown = /^(image\/(png|jpeg|gif|webp|avif)|application\/pdf|text\/plain|(audio|video)\/[\w.+-]+)$/;

/**
 * A URL to read a stored file.
 *
 * @param file the value of a file field; its key must lie below the caller's own tenant
 * @throws FunctionError `Unauthorized`, or `NotFound` for any key that is not the tenant's, without saying whether it exists
 */
export async function downloadUrl(
  settings: FilesSettings,
  caller: Caller,
  file: Readonly<Record<string, unknown>> | null,
): Promise<string> {
  const tenantId = tenantOf(caller);
  const { key, name, contentType } = file ?? {};
  const parsed = typeof key === "string" ? parseFileKey(key) : null;
  if (parsed === null || parsed.tenantId !== tenantId || typeof key !== "string") {
    throw new FunctionError("NotFound", "There is no such file.");
  }
  const type = typeof contentType === "string" && shown.test(contentType) ? contentType : null;
  const query = {
    "response-content-disposition": disposition(type === null, typeof name === "string" ? name : parsed.name),
    // What the record says may be wrong; it must not make a browser run something.
    "response-content-type": type ?? "application/octet-stream",
  };
  const request = { method: "GET", bucket: settings.bucket, key, query, expiresInSeconds } as const;
  return presign(request, settings.credentials(), settings.now());
}

/** RFC 6266, with the name in UTF-8 as RFC 8187 has it. */
function disposition(download: boolean, name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed().replace(/[\p{C}/\\]/gu, "_")).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${download ? "attachment" : "inline"}; filename*=UTF-8''${encoded}`;
}
