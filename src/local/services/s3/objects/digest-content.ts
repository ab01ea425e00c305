import { createHash } from "node:crypto";
import type { Segment } from "../blobs.ts";
import type { ByteRange } from "../body/range.ts";
import { type Algorithm, hasherOf } from "../checksums/algorithms.ts";
import type { S3 } from "../service-parts.ts";

/** Reads bytes that are kept, to know their MD5 and checksums. */
export async function digestContent(
  s3: S3,
  segments: readonly Segment[],
  algorithms: readonly Algorithm[],
): Promise<{ readonly md5: Buffer; readonly checksums: Partial<Record<Algorithm, string>> }> {
  const md5 = createHash("md5");
  const hashers = [...new Set(algorithms)].map((algorithm) => [algorithm, hasherOf(algorithm)] as const);
  for await (const piece of s3.state.blobs.read(segments) as AsyncIterable<Buffer>) {
    md5.update(piece);
    for (const [, hasher] of hashers) hasher.update(piece);
  }
  return {
    md5: md5.digest(),
    checksums: Object.fromEntries(
      hashers.map(([algorithm, hasher]) => [algorithm, hasher.digest().toString("base64")]),
    ),
  };
}

/** The segments of a range of bytes: what a copied part shares with its source. */
export function sliceSegments(segments: readonly Segment[], { first, last }: ByteRange): Segment[] {
  let position = 0;
  return segments.flatMap(({ blob, offset, size }) => {
    const from = Math.max(first - position, 0);
    const to = Math.min(last - position, size - 1);
    position += size;
    return from <= to ? [{ blob, offset: offset + from, size: to - from + 1 }] : [];
  });
}
