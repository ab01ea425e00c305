import { WireError } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";

/** Where somebody is in a shard. */
export interface Position {
  readonly arn: string;
  /** The last record that has been seen. */
  readonly after: number;
}

const lifetime = 15 * 60 * 1000;

/** An iterator says it all itself; the server remembers none. */
export function writeIterator({ arn, after }: Position, now: number): string {
  return `${arn}|1|${Buffer.from(JSON.stringify([after, now])).toString("base64url")}`;
}

/**
 * @param now milliseconds since 1970
 * @throws WireError where it is none, or has expired
 */
export function readIterator(text: string, now: number): Position {
  const [arn = "", version, state = ""] = text.split("|");
  const [after, issuedAt] = parse(state);
  if (version !== "1" || !Number.isSafeInteger(after) || !Number.isSafeInteger(issuedAt)) {
    throw validation("Invalid ShardIterator");
  }
  if (issuedAt + lifetime < now) {
    throw new WireError(
      "ExpiredIteratorException",
      "Iterator expired. The iterator was created more than 15 minutes ago.",
    );
  }
  return { arn, after };
}

function parse(state: string): [number, number] {
  try {
    const value: unknown = JSON.parse(Buffer.from(state, "base64url").toString("utf8"));
    return Array.isArray(value) ? [value[0] as number, value[1] as number] : [Number.NaN, Number.NaN];
  } catch {
    return [Number.NaN, Number.NaN];
  }
}
