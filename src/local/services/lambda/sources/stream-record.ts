import type { _Record as StreamRecord } from "@aws-sdk/client-dynamodb-streams";

/** A record of a stream as functions get it: dates in seconds, bytes in base64. */
export interface LambdaStreamRecord {
  readonly eventID: string | undefined;
  readonly dynamodb: { readonly SequenceNumber: string; readonly ApproximateCreationDateTime: number };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export function lambdaRecord(record: StreamRecord, eventSourceARN: string): LambdaStreamRecord {
  const { dynamodb = {}, ...rest } = record;
  const { ApproximateCreationDateTime, ...change } = dynamodb;
  const wire = {
    ...(withBase64(rest) as object),
    eventID: record.eventID,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
      ...(withBase64(change) as object),
      SequenceNumber: dynamodb.SequenceNumber ?? "",
    },
    eventSourceARN,
  };
  return wire;
}

function withBase64(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(withBase64);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withBase64(part)]));
}
