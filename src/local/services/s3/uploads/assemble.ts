import { createHash } from "node:crypto";
import type { CompletedPart } from "@aws-sdk/client-s3";
import { combine, compose, defaultAlgorithm } from "../checksums/algorithms.ts";
import type { Checksum } from "../checksums/checksum.ts";
import { entityTooSmall, invalidPart, invalidPartOrder, invalidRequest, malformedXml } from "../errors.ts";
import { unquoted } from "../objects/etag.ts";
import type { Content } from "../objects/version.ts";
import type { Upload, UploadedPart } from "./uploads-table.ts";

/** Bytes that every part but the last must have: 5 MiB. */
const smallestPart = 5 * 1024 ** 2;

export interface Assembled {
  readonly size: number;
  /** The MD5 of the parts' MD5s, with their number. */
  readonly etag: string;
  readonly checksum: Checksum;
  readonly content: Content;
}

/**
 * The object that some of an upload's parts make.
 *
 * @param kept parts that were uploaded
 * @param listed parts that the client wants, in order
 * @throws WireError InvalidPart, InvalidPartOrder, EntityTooSmall, MalformedXML
 */
export function assemble(
  upload: Upload,
  kept: readonly UploadedPart[],
  listed: readonly CompletedPart[],
): Assembled {
  if (listed.length === 0) throw malformedXml();
  const byNumber = new Map(kept.map((part) => [part.number, part]));
  const parts = listed.map((wanted) => matching(upload, byNumber.get(wanted.PartNumber ?? 0), wanted));
  if (parts.some(({ number }, index) => index > 0 && number <= (parts[index - 1] as UploadedPart).number))
    throw invalidPartOrder(upload.id);
  const small = parts.slice(0, -1).find(({ size }) => size < smallestPart);
  if (small !== undefined)
    throw entityTooSmall(small.size, smallestPart, { PartNumber: small.number, ETag: small.etag });
  const md5 = createHash("md5");
  for (const { etag } of parts) md5.update(Buffer.from(etag, "hex"));
  const algorithm = upload.algorithm ?? defaultAlgorithm;
  return {
    size: parts.reduce((sum, { size }) => sum + size, 0),
    etag: `${md5.digest("hex")}-${parts.length}`,
    checksum: checksumOf(upload, parts),
    content: {
      segments: parts.flatMap(({ segments }) => segments),
      // Renumbered from 1, as GetObject and GetObjectAttributes count them.
      parts: parts.map(({ size, checksums }, index) => ({
        number: index + 1,
        size,
        checksum: checksums[algorithm] ?? null,
      })),
    },
  };
}

function matching(upload: Upload, part: UploadedPart | undefined, wanted: CompletedPart): UploadedPart {
  const { PartNumber, ETag } = wanted;
  if (PartNumber === undefined || ETag === undefined) throw malformedXml();
  if (part === undefined || part.etag !== unquoted(ETag)) throw invalidPart(upload.id, PartNumber, ETag);
  const { algorithm } = upload;
  if (algorithm === null) return part;
  const given = wanted[`Checksum${algorithm}`];
  if (given === undefined && upload.checksumType === "COMPOSITE") {
    throw invalidRequest(
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${PartNumber} in the request.`,
    );
  }
  if (given !== undefined && given !== part.checksums[algorithm])
    throw invalidPart(upload.id, PartNumber, ETag);
  return part;
}

function checksumOf(upload: Upload, parts: readonly UploadedPart[]): Checksum {
  const algorithm = upload.algorithm ?? defaultAlgorithm;
  const values = parts.map(({ checksums, size }) => ({ value: checksums[algorithm] as string, size }));
  const value =
    upload.checksumType === "COMPOSITE"
      ? compose(
          algorithm,
          values.map((part) => part.value),
        )
      : combine(algorithm, values);
  return { algorithm, type: upload.checksumType, value };
}
