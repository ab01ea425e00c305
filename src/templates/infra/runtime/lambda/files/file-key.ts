/** Ids of tenants, as they stand in keys and claims. */
const tenantPattern = /^[a-z0-9-]{1,64}$/;
/** What `createUpload` makes keys of. Nothing that a URL parser, S3 or a shell would read in another way. */
const segmentPattern = /^[A-Za-z0-9._-]{1,200}$/;

/** S3's limit, in bytes. Keys are ASCII here. */
const longestKey = 1024;

/** A stored file's key, taken apart: `tenants/<tenantId>/<folder>/<ulid>/<name>`. */
export interface FileKey {
  readonly tenantId: string;
  /** Below the tenant's folder: `invoices/01J.../scan.pdf`. */
  readonly path: string;
  /** The last part. */
  readonly name: string;
}

/** @returns null where the text is no key that Plinth could have made: dots as a part, empty parts, escapes, foreign characters */
export function parseFileKey(key: string): FileKey | null {
  const [root, tenantId, ...rest] = key.split("/");
  const name = rest.at(-1);
  if (root !== "tenants" || tenantId === undefined || name === undefined || key.length > longestKey)
    return null;
  if (!tenantPattern.test(tenantId) || !rest.every(isSegment)) return null;
  return { tenantId, path: rest.join("/"), name };
}

function isSegment(segment: string): boolean {
  return segmentPattern.test(segment) && !/^\.+$/.test(segment);
}

/** @returns whether the text can stand for a tenant in keys */
export function isTenantId(text: string): boolean {
  return tenantPattern.test(text);
}
