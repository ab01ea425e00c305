import { invalidArgument, noSuchUpload } from "../errors.ts";
import type { S3State } from "../state.ts";
import type { Upload } from "./uploads-table.ts";

export const mostParts = 10_000;

/** @throws WireError NoSuchUpload */
export function findUpload(state: S3State, bucket: string, key: string, id: string | undefined): Upload {
  const upload = state.uploads.get(bucket, key, id ?? "");
  if (upload === undefined) throw noSuchUpload(id ?? "");
  return upload;
}

/** @throws WireError InvalidArgument */
export function checkPartNumber(number: number | undefined): number {
  if (number !== undefined && Number.isInteger(number) && number >= 1 && number <= mostParts) return number;
  throw invalidArgument(
    `Part number must be an integer between 1 and ${mostParts}, inclusive`,
    "partNumber",
    String(number),
  );
}
