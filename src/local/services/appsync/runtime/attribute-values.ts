import { isMap, type Plain } from "./plain.ts";
import { UnknownBehaviour } from "./signals.ts";

/**
 * `util.dynamodb.toDynamoDB`: a JavaScript value as AppSync writes DynamoDB's typed values. Numbers stay numbers
 * (`{ N: 1 }`) and null is `{ NULL: null }`, as recorded from AppSync's EvaluateCode.
 */
export function toDynamoDB(value: unknown): Plain {
  if (value === null) return { NULL: null };
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: value };
  if (typeof value === "boolean") return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toDynamoDB) };
  if (isMap(value)) return isTyped(value) ? value : { M: toMapValues(value) };
  throw new UnknownBehaviour(`util.dynamodb got ${typeof value}: say null, or leave the attribute out`);
}

export function toMapValues(value: Plain): Plain {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toDynamoDB(each)]));
}

/** Sets and binaries made by the helpers stand as they are among plain values. */
function isTyped(value: Plain): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && /^(SS|NS|BS|B)$/.test(keys[0] ?? "");
}

/** The helpers of one type give null for null. */
const typed = (type: string) => (value?: unknown) =>
  value === null || value === undefined ? null : { [type]: value };

/** https://docs.aws.amazon.com/appsync/latest/devguide/dynamodb-helpers-in-util-dynamodb-js.html */
function toS3Object(key: string, bucket: string, region: string, version?: string) {
  const object = { key, bucket, region, ...(version !== undefined && { version }) };
  return { S: JSON.stringify({ s3: object }) };
}

function fromS3ObjectJson(text: unknown): unknown {
  const given = isMap(text) && "S" in text ? text["S"] : text;
  const read: unknown = JSON.parse(String(given));
  return isMap(read) ? read["s3"] : null;
}

/** `util.dynamodb` of `@aws-appsync/utils`. */
export const dynamodbHelpers = {
  toDynamoDB,
  toMapValues,
  toString: typed("S"),
  toNumber: typed("N"),
  toBinary: typed("B"),
  toBoolean: typed("BOOL"),
  toNull: () => ({ NULL: null }),
  toList: (value: unknown) => (Array.isArray(value) ? { L: value.map(toDynamoDB) } : null),
  toMap: (value: unknown) => (isMap(value) ? { M: toMapValues(value) } : null),
  toStringSet: typed("SS"),
  toNumberSet: typed("NS"),
  toBinarySet: typed("BS"),
  toS3Object,
  fromS3ObjectJson,
};
