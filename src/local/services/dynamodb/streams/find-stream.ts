import type { Engine } from "../engine.ts";
import { resourceNotFound } from "../errors.ts";
import type { StreamRecord } from "../state.ts";

/** @throws WireError ResourceNotFoundException */
export function findStream({ state }: Engine, arn: string | undefined): StreamRecord {
  const found = state.streams.get(arn ?? "");
  if (found === undefined) throw resourceNotFound(`Stream: ${arn} not found`);
  return found;
}

/** A stream has one shard here, which lasts as long as it. */
export function shardId({ createdAt, number }: StreamRecord): string {
  return `shardId-${String(createdAt).padStart(20, "0")}-${number.toString(16).padStart(8, "0")}`;
}

/** Sequence numbers have at least 21 digits, and grow. */
const first = 10n ** 20n;

export function sequenceNumber(sequence: number): string {
  return (first + BigInt(sequence)).toString();
}

/** @returns null where the text is no sequence number */
export function readSequenceNumber(text: string): number | null {
  return /^\d{21}$/.test(text) ? Number(BigInt(text) - first) : null;
}
