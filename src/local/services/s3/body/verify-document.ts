import { createHash } from "node:crypto";
import type { Call } from "../../../kernel/service.ts";
import { algorithms, checkFormat, hasherOf } from "../checksums/algorithms.ts";
import { badDigest, invalidDigest } from "../errors.ts";

/**
 * Verifies what the headers say of a request's XML or JSON document.
 *
 * @returns whether the headers gave any digest at all
 * @throws WireError BadDigest, InvalidDigest
 */
export function verifyDocument({ request }: Call): boolean {
  const body = request?.body;
  if (!request || !body) return false;
  const md5 = request.headers["content-md5"];
  if (md5 !== undefined) {
    if (Buffer.from(md5, "base64").length !== 16) throw invalidDigest(md5);
    if (createHash("md5").update(body).digest("base64") !== md5) throw badDigest("Content-MD5");
  }
  const given = algorithms.filter((name) => `x-amz-checksum-${name.toLowerCase()}` in request.headers);
  for (const algorithm of given) {
    const value = request.headers[`x-amz-checksum-${algorithm.toLowerCase()}`] as string;
    checkFormat(algorithm, value);
    const hasher = hasherOf(algorithm);
    hasher.update(body);
    if (hasher.digest().toString("base64") !== value) throw badDigest(algorithm);
  }
  return md5 !== undefined || given.length > 0;
}
