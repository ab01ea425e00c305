/** What a function's process says: see runtime/channel.cjs. */
export type Frame =
  | { readonly kind: "ready" }
  | { readonly kind: "initError"; readonly text: string }
  | { readonly kind: "log"; readonly text: string }
  | {
      /** `fatal`: the process ends with it. */
      readonly kind: "result" | "failure" | "fatal";
      readonly body: Buffer;
      readonly memoryKiB: number;
    };

const header = 5;

/**
 * Cuts a stream of bytes into frames.
 *
 * @returns takes the next bytes, however they were cut on the way
 */
export function frameReader(receive: (frame: Frame) => void): (bytes: Buffer) => void {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = header;
  return (bytes) => {
    chunks.push(bytes);
    size += bytes.length;
    while (size >= needed) {
      const all = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      const length = 4 + all.readUInt32BE(0);
      if (all.length >= length) {
        receive(frameOf(all.readUInt8(4), all.subarray(header, length)));
        chunks = all.length === length ? [] : [all.subarray(length)];
        size = all.length - length;
        needed = header;
      } else {
        // Waits for the whole of a large frame before it is put together, once.
        chunks = [all];
        needed = length;
      }
    }
  };
}

function frameOf(kind: number, body: Buffer): Frame {
  switch (kind) {
    case 1:
      return { kind: "ready" };
    case 2:
      return { kind: "initError", text: body.toString("utf8") };
    case 3:
      return { kind: "log", text: body.toString("utf8") };
    default: {
      const outcome = kind === 4 ? "result" : kind === 5 ? "failure" : "fatal";
      return { kind: outcome, memoryKiB: body.readUInt32BE(0), body: body.subarray(4) };
    }
  }
}
