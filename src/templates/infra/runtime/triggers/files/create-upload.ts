import type { Caller } from "../../lambda/caller.ts";
import { isTenantId } from "../../lambda/files/file-key.ts";
import { presign } from "../../lambda/files/presign.ts";
import { FunctionError } from "../../lambda/function-error.ts";
import { ulid } from "../../lambda/ulid.ts";
import type { FilesSettings } from "./files-settings.ts";
import { safeFileName } from "./safe-file-name.ts";

const minutesToBegin = 15;
/** 500 MB: what fits a single PUT over a line that is not fast within the minutes the URL lives. */
const largestFile = 500 * 1024 * 1024;
/** RFC 9110: `type/subtype`, and parameters without quotes. */
const contentTypePattern = /^[\w.+-]{1,64}\/[\w.+-]{1,64}(; ?[\w.+-]{1,32}=[\w.+-]{1,64}){0,3}$/;
const prefixPattern = /^[A-Za-z0-9_-]{1,64}(\/[A-Za-z0-9_-]{1,64}){0,2}\/?$/;

/**
 * Lets the caller send one file, of the type and size they say, to a key that is chosen here, below their tenant's folder.
 *
 * @param input as the client sent it
 * @throws FunctionError `Invalid`, `Unauthorized`
 */
export async function createUpload(
  settings: FilesSettings,
  caller: Caller,
  input: Readonly<Record<string, unknown>>,
) {
  const tenantId = tenantOf(caller);
  const { name, contentType, size, prefix } = checked(input);
  const now = settings.now();
  const folder = prefix.replace(/\/$/, "");
  const key = `tenants/${tenantId}/${folder}/${ulid(now.getTime())}/${safeFileName(name)}`;
  const headers = { "content-type": contentType };
  const signed = { ...headers, "content-length": `${size}` };
  const expiresInSeconds = minutesToBegin * 60;
  const url = await presign(
    { method: "PUT", bucket: settings.bucket, key, headers: signed, expiresInSeconds },
    settings.credentials(),
    now,
  );
  const expiresAt = new Date(now.getTime() + expiresInSeconds * 1000).toISOString();
  // HTTP clients send the length by themselves, and browsers forbid setting it.
  return { key, url, headers, expiresAt };
}

/** @throws FunctionError `Unauthorized` where the caller works in no tenant: files belong to tenants */
export function tenantOf({ kind, tenant }: Caller): string {
  if (kind === "anonymous") throw new FunctionError("Unauthorized", "Sign in first.");
  if (tenant === null || !isTenantId(tenant.id)) {
    throw new FunctionError(
      "Unauthorized",
      "Files belong to a tenant. Choose a tenant and refresh the token.",
    );
  }
  return tenant.id;
}

function checked({ name, contentType, size, prefix = null }: Readonly<Record<string, unknown>>) {
  const problems = [
    ...(typeof name === "string" && name !== "" && name.length <= 255
      ? []
      : [{ field: "name", message: "must have 1 to 255 characters" }]),
    ...(typeof contentType === "string" && contentTypePattern.test(contentType)
      ? []
      : [{ field: "contentType", message: "must be a media type such as image/png" }]),
    ...(typeof size === "number" && Number.isInteger(size) && size >= 0 && size <= largestFile
      ? []
      : [{ field: "size", message: `must be a whole number of bytes, at most ${largestFile}` }]),
    ...(prefix === null || (typeof prefix === "string" && prefixPattern.test(prefix))
      ? []
      : [
          {
            field: "prefix",
            message: "may have up to three names of letters, digits, - and _, with / between",
          },
        ]),
  ];
  if (problems.length > 0) {
    const message = problems.map((each) => `${each.field}: ${each.message}`).join("; ");
    throw new FunctionError("Invalid", message, { info: { problems } });
  }
  return {
    name: String(name),
    contentType: String(contentType),
    size: Number(size),
    prefix: prefix === null ? "files" : String(prefix),
  };
}
