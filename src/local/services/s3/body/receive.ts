import { createHash } from "node:crypto";
import type { Blobs, Segment } from "../blobs.ts";
import {
  type Algorithm,
  checkFormat,
  type Hasher,
  hasherOf,
  readAlgorithm,
} from "../checksums/algorithms.ts";
import {
  badDigest,
  contentHashMismatch,
  entityTooLarge,
  incompleteBody,
  invalidDigest,
  invalidRequest,
  malformedTrailer,
} from "../errors.ts";
import type { IncomingBody } from "./incoming-body.ts";

/** Bytes that a single PUT may have: 5 GB. */
export const largestPut = 5 * 1024 ** 3;

export interface Expectations {
  /** Base64. */
  readonly contentMd5: string | undefined;
  /** What the request's headers give; at most one may. */
  readonly given: readonly { readonly algorithm: Algorithm; readonly value: string }[];
  /** The algorithm whose checksum is to be kept, where the client gives none. */
  readonly keep: Algorithm;
  /** Also known when the client gives another. */
  readonly always?: Algorithm;
}

export interface Received {
  readonly segments: readonly Segment[];
  readonly size: number;
  readonly md5: Buffer;
  /** By algorithm, base64. */
  readonly checksums: ReadonlyMap<Algorithm, string>;
  /** The one that the client gave, or `keep`. */
  readonly algorithm: Algorithm;
}

/**
 * Streams a body to disk and verifies everything the client said of it. The blob is not used by anything yet: what
 * fails here leaves nothing behind.
 *
 * @throws WireError BadDigest, IncompleteBody, EntityTooLarge...
 */
export async function receive(body: IncomingBody, expected: Expectations, blobs: Blobs): Promise<Received> {
  if (body.size !== null && body.size > largestPut) throw entityTooLarge(body.size, largestPut);
  const md5Wanted = readMd5(expected.contentMd5);
  const claim = claimOf(body, expected);
  const md5 = createHash("md5");
  const sha256 = body.sha256 === null ? null : createHash("sha256");
  const hashers = new Map<Algorithm, Hasher>();
  for (const algorithm of [claim.algorithm, expected.always]) {
    if (algorithm !== undefined && !hashers.has(algorithm)) hashers.set(algorithm, hasherOf(algorithm));
  }
  const written = await blobs.write(body.data, (piece, size) => {
    if (size > largestPut) throw entityTooLarge(size, largestPut);
    if (body.size !== null && size > body.size) throw incompleteBody();
    md5.update(piece);
    sha256?.update(piece);
    for (const hasher of hashers.values()) hasher.update(piece);
  });
  try {
    if (body.size !== null && written.size !== body.size) throw incompleteBody();
    const digest = md5.digest();
    if (md5Wanted !== null && !digest.equals(md5Wanted)) throw badDigest("Content-MD5");
    const hash = sha256?.digest("hex");
    if (body.sha256 !== null && hash !== body.sha256) throw contentHashMismatch(body.sha256, hash ?? "");
    const checksums = new Map(
      [...hashers].map(([algorithm, hasher]) => [algorithm, hasher.digest().toString("base64")]),
    );
    const value = claim.value ?? (claim.inTrailer ? trailing(body, claim.algorithm) : null);
    if (value !== null && value !== checksums.get(claim.algorithm)) throw badDigest(claim.algorithm);
    return { ...written, md5: digest, checksums, algorithm: claim.algorithm };
  } catch (error) {
    blobs.discard(written.segments);
    throw error;
  }
}

function claimOf(
  body: IncomingBody,
  { given, keep }: Expectations,
): { algorithm: Algorithm; value: string | null; inTrailer: boolean } {
  const announced = body.announced.filter((name) => name.startsWith("x-amz-checksum-"));
  if (given.length + announced.length > 1) {
    throw invalidRequest(
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  if (announced[0] !== undefined) {
    const algorithm = readAlgorithm(announced[0].slice("x-amz-checksum-".length));
    return { algorithm, value: null, inTrailer: true };
  }
  if (given[0] === undefined) return { algorithm: keep, value: null, inTrailer: false };
  checkFormat(given[0].algorithm, given[0].value);
  return { ...given[0], inTrailer: false };
}

function trailing(body: IncomingBody, algorithm: Algorithm): string {
  const value = body.trailers.get(`x-amz-checksum-${algorithm.toLowerCase()}`);
  if (value === undefined) throw malformedTrailer();
  checkFormat(algorithm, value);
  return value;
}

function readMd5(base64: string | undefined): Buffer | null {
  if (base64 === undefined) return null;
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 16) throw invalidDigest(base64);
  return bytes;
}
