import { crc32 } from "node:zlib";
import { WireError } from "../kernel/wire-error.ts";
import { encodeJson } from "./json.ts";
import type { ServiceModel, Shape } from "./model.ts";

export const eventStreamType = "application/vnd.amazon.eventstream";

/** Lengths and the two checksums around headers and payload. */
const framing = 16;
/** The type of a header's value: text with a length of two bytes. */
const textHeader = 7;

/**
 * Writes a stream of events, per https://smithy.io/2.0/aws/amazon-eventstream.html.
 *
 * @param union shape of the events: each has one member, whose name tells its type
 * @param initial members of the output beside the stream; null where the protocol has them in headers
 * @param events a WireError thrown by it becomes the stream's last message
 */
export async function* encodeEventStream(
  model: ServiceModel,
  union: string,
  initial: object | null,
  events: AsyncIterable<object>,
): AsyncGenerator<Uint8Array> {
  const { members } = model.shapes[union] as Extract<Shape, { kind: "union" }>;
  if (initial !== null) yield message("event", "initial-response", JSON.stringify(initial));
  try {
    for await (const event of events) {
      const [name, value] = Object.entries(event)[0] as [string, unknown];
      const shape = members[name]?.type.slice(1) as string;
      const kind = name.endsWith("Exception") ? "exception" : "event";
      yield message(kind, name, JSON.stringify(encodeJson(model, shape, value)));
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    yield message("exception", error.code, JSON.stringify({ message: error.message }));
  }
}

/** One message: lengths, headers, payload, checksums. */
function message(kind: "event" | "exception", type: string, payload: string): Uint8Array {
  const headers = Buffer.concat([
    header(":message-type", kind),
    header(`:${kind}-type`, type),
    header(":content-type", "application/json"),
  ]);
  const body = Buffer.from(payload);
  const whole = Buffer.alloc(framing + headers.length + body.length);
  whole.writeUInt32BE(whole.length, 0);
  whole.writeUInt32BE(headers.length, 4);
  whole.writeUInt32BE(crc32(whole.subarray(0, 8)), 8);
  headers.copy(whole, 12);
  body.copy(whole, 12 + headers.length);
  whole.writeUInt32BE(crc32(whole.subarray(0, whole.length - 4)), whole.length - 4);
  return whole;
}

function header(name: string, value: string): Buffer {
  const text = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([textHeader]),
    length,
    text,
  ]);
}
