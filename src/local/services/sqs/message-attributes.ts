import { createHash } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import { invalidParameter } from "./errors.ts";

export type MessageAttributes = Readonly<Record<string, MessageAttributeValue>>;

/** @returns lower-case hex */
export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/**
 * SQS's digest of message attributes, which clients compare:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 *
 * @returns undefined where there are none
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash("md5");
  const part = (bytes: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const { DataType = "", StringValue, BinaryValue } = attributes[name] as MessageAttributeValue;
    part(Buffer.from(name));
    part(Buffer.from(DataType));
    hash.update(Buffer.of(DataType.startsWith("Binary") ? 2 : 1));
    part(BinaryValue ?? Buffer.from(StringValue ?? ""));
  }
  return hash.digest("hex");
}

/**
 * @returns bytes that the attributes add to the message's size
 * @throws WireError InvalidParameterValue
 */
export function checkAttributes(attributes: MessageAttributes): number {
  const entries = Object.entries(attributes);
  if (entries.length > 10)
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`,
    );
  let size = 0;
  for (const [name, { DataType = "", StringValue, BinaryValue }] of entries) {
    if (!/^[A-Za-z0-9_.-]{1,256}$/.test(name) || /^(aws|amazon)\./i.test(name))
      throw invalidParameter(`The message attribute name '${name}' is invalid.`);
    if (!/^(String|Number|Binary)(\..+)?$/.test(DataType))
      throw invalidParameter(
        `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
      );
    const value = DataType.startsWith("Binary") ? BinaryValue : StringValue;
    if (value === undefined || value.length === 0)
      throw invalidParameter(
        `The message (user) attribute '${name}' must contain a non-empty value of type '${DataType}'.`,
      );
    if (DataType.startsWith("Number") && Number.isNaN(Number(value)))
      throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
    size += Buffer.byteLength(name) + Buffer.byteLength(DataType) + Buffer.byteLength(value);
  }
  return size;
}

/** Binary values are kept in base64. @returns null where there are none */
export function storeAttributes(attributes: MessageAttributes): string | null {
  if (Object.keys(attributes).length === 0) return null;
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        { DataType, StringValue, BinaryValue: BinaryValue && Buffer.from(BinaryValue).toString("base64") },
      ]),
    ),
  );
}

/** @param names as receivers ask: names, `prefix.*`, `All` or `.*` */
export function readAttributes(stored: string | null, names: readonly string[]): MessageAttributes {
  if (stored === null || names.length === 0) return {};
  const all = JSON.parse(stored) as Record<
    string,
    { DataType: string; StringValue?: string; BinaryValue?: string }
  >;
  const wanted = (name: string) =>
    names.some(
      (asked) =>
        asked === "All" ||
        asked === ".*" ||
        asked === name ||
        (asked.endsWith(".*") && name.startsWith(asked.slice(0, -1))),
    );
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => wanted(name))
      .map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          DataType,
          ...(StringValue === undefined ? {} : { StringValue }),
          ...(BinaryValue === undefined ? {} : { BinaryValue: Buffer.from(BinaryValue, "base64") }),
        },
      ]),
  );
}
