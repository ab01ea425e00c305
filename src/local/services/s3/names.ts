import { WireError } from "../../kernel/wire-error.ts";
import { invalidUri, keyTooLong } from "./errors.ts";

/** Bytes of UTF-8. */
const longestKey = 1024;

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 *
 * @throws WireError InvalidBucketName
 */
export function checkBucketName(name: string): void {
  const wellFormed =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (wellFormed) return;
  throw new WireError("InvalidBucketName", "The specified bucket is not valid.", 400, { BucketName: name });
}

/**
 * Any Unicode up to 1,024 bytes. A key is data and never a path: `..` and `//` mean nothing here.
 *
 * @throws WireError KeyTooLongError, InvalidURI
 */
export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes > longestKey) throw keyTooLong(bytes);
  if (key === "" || key.includes("\0") || !key.isWellFormed()) throw invalidUri();
}

export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

export function objectArn(bucket: string, key: string): string {
  return `${bucketArn(bucket)}/${key}`;
}

/** The canonical user that owns everything in a local cloud: 64 hexadecimal digits, from the account's number. */
export function canonicalUser(accountId: string): string {
  return accountId.padStart(64, "0");
}
