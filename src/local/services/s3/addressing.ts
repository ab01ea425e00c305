import type { RequestHead } from "../../protocols/http-message.ts";

/** What a request is about, still percent-encoded. */
export interface Address {
  /** Null: the service itself. */
  readonly bucket: string | null;
  /** Null: the bucket itself. */
  readonly key: string | null;
}

/**
 * Path style (`localhost/bucket/key`) and virtual-host style (`bucket.localhost/key`, also with `s3.` or
 * `s3.<region>.` in between, as clients write it that put buckets before an endpoint of their own).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function addressOf({ path, headers }: Pick<RequestHead, "path" | "headers">): Address {
  const bucket = bucketOfHost(headers["host"] ?? "");
  if (bucket !== null) return { bucket, key: path.length > 1 ? path.slice(1) : null };
  const slash = path.indexOf("/", 1);
  const first = slash < 0 ? path.slice(1) : path.slice(1, slash);
  const rest = slash < 0 ? "" : path.slice(slash + 1);
  return { bucket: first === "" ? null : first, key: first === "" || rest === "" ? null : rest };
}

function bucketOfHost(host: string): string | null {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return /^(?:(?!s3\.)(.+?)\.)?(?:s3(?:\.[a-z0-9-]+)?\.)?localhost$/.exec(name)?.[1] ?? null;
}
