import type { Tag } from "@aws-sdk/client-s3";
import { WireError } from "../../kernel/wire-error.ts";
import { invalidArgument } from "./errors.ts";

const mostOfObject = 10;
const mostOfBucket = 50;

/**
 * Tags of an `x-amz-tagging` header: `a=1&b=2`.
 *
 * @throws WireError
 */
export function parseTagging(header: string): Record<string, string> {
  const pairs = [...new URLSearchParams(header)];
  if (pairs.length === 0 && header !== "") {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      "x-amz-tagging",
      header,
    );
  }
  return readTags(
    pairs.map(([Key, Value]) => ({ Key, Value })),
    mostOfObject,
  );
}

/** @throws WireError InvalidTag, BadRequest */
export function readObjectTags(tags: readonly Tag[] | undefined): Record<string, string> {
  return readTags(tags, mostOfObject);
}

/** @throws WireError InvalidTag, BadRequest */
export function readBucketTags(tags: readonly Tag[] | undefined): Record<string, string> {
  return readTags(tags, mostOfBucket);
}

function readTags(tags: readonly Tag[] = [], most: number): Record<string, string> {
  if (tags.length > most) {
    throw new WireError(
      "BadRequest",
      `${most === mostOfObject ? "Object" : "Bucket"} tags cannot be greater than ${most}`,
      400,
    );
  }
  const read = new Map<string, string>();
  for (const { Key, Value } of tags) {
    if (Key === undefined || Key === "" || Key.length > 128 || !characters.test(Key))
      throw invalidTag("The TagKey you have provided is invalid", Key);
    if (Value === undefined || Value.length > 256 || !characters.test(Value))
      throw invalidTag("The TagValue you have provided is invalid", Key);
    if (/^aws:/i.test(Key)) throw invalidTag("System tags cannot be added/updated by requester", Key);
    if (read.has(Key)) throw invalidTag("Cannot provide multiple Tags with the same key", Key);
    read.set(Key, Value);
  }
  return Object.fromEntries(read);
}

/** "letters, numbers, and spaces representable in UTF-8, and the following characters: + - = . _ : / @" */
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export function presentTags(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function invalidTag(message: string, TagKey: string | undefined): WireError {
  return new WireError("InvalidTag", message, 400, TagKey === undefined ? {} : { TagKey });
}
