import { createHash, createHmac } from "node:crypto";
import type { Signature } from "../../../signing/verify-signature.ts";
import { incompleteBody, invalidRequest, malformedTrailer, signatureDoesNotMatch } from "../errors.ts";

/** What stands behind the last chunk, lower-case names. Filled once the body has been read to its end. */
export type Trailers = Map<string, string>;

export interface ChunkedBody {
  readonly data: AsyncIterable<Buffer>;
  readonly trailers: Trailers;
}

/** No client writes longer lines: a size, a signature; in trailers a checksum. */
const longestLine = 4096;
const emptyHash = createHash("sha256").digest("hex");

/**
 * Takes S3's own transfer coding off a body: `<hex size>[;chunk-signature=<signature>]\r\n<data>\r\n`, a chunk of size 0,
 * and trailing headers.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 *
 * @param signature to verify the chunks and trailers that continue it; null: they are not signed
 * @throws WireError while the data is read
 */
export function decodeChunked(source: AsyncIterable<Uint8Array>, signature: Signature | null): ChunkedBody {
  const trailers: Trailers = new Map();
  return { data: decode(source, signature, trailers), trailers };
}

async function* decode(
  source: AsyncIterable<Uint8Array>,
  signature: Signature | null,
  trailers: Trailers,
): AsyncGenerator<Buffer> {
  const input = reader(source);
  const chain = signature === null ? null : signatureChain(signature);
  for (;;) {
    const { size, chunkSignature } = readHead(await input.line());
    const hash = chain === null ? null : createHash("sha256");
    for await (const piece of input.take(size)) {
      hash?.update(piece);
      yield piece;
    }
    if (chain !== null && hash !== null) chain.verifyChunk(hash.digest("hex"), chunkSignature);
    if (size === 0) break;
    if ((await input.line()) !== "") throw incompleteBody();
  }
  let signed = "";
  for (;;) {
    const line = await input.lineOrEnd();
    if (line === null || line === "") break;
    const [, name = "", value = ""] = /^([^:]+):(.*)$/.exec(line) ?? [];
    if (name === "") throw malformedTrailer();
    const lower = name.trim().toLowerCase();
    if (lower === "x-amz-trailer-signature") {
      chain?.verifyTrailer(signed, value.trim());
      continue;
    }
    signed += `${lower}:${value.trim()}\n`;
    trailers.set(lower, value.trim());
  }
  if (chain !== null && trailers.size > 0 && !chain.trailerVerified()) throw signatureDoesNotMatch();
  await input.end();
}

function readHead(line: string): { size: number; chunkSignature: string } {
  const match = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line.trim());
  if (match === null) throw invalidRequest("The chunk header of the aws-chunked body is not well-formed.");
  return { size: Number.parseInt(match[1] as string, 16), chunkSignature: match[2] ?? "" };
}

/** Each chunk's signature covers the one before; the first covers the request's. */
function signatureChain({ signingKey, signature, timestamp, scope }: Signature) {
  let previous = signature;
  let trailer = false;
  const sign = (parts: readonly string[]) =>
    createHmac("sha256", signingKey).update(parts.join("\n")).digest("hex");
  const accept = (expected: string, given: string) => {
    if (expected !== given) throw signatureDoesNotMatch();
    previous = given;
  };
  return {
    verifyChunk(dataHash: string, given: string) {
      accept(sign(["AWS4-HMAC-SHA256-PAYLOAD", timestamp, scope, previous, emptyHash, dataHash]), given);
    },
    verifyTrailer(lines: string, given: string) {
      const hash = createHash("sha256").update(lines).digest("hex");
      accept(sign(["AWS4-HMAC-SHA256-TRAILER", timestamp, scope, previous, hash]), given);
      trailer = true;
    },
    trailerVerified: () => trailer,
  };
}

/** Lines and runs of bytes out of a stream, whatever pieces it arrives in. */
function reader(source: AsyncIterable<Uint8Array>) {
  const pieces = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function more(): Promise<boolean> {
    const next = await pieces.next();
    if (next.done) return false;
    const piece = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    return true;
  }

  async function lineOrEnd(): Promise<string | null> {
    for (;;) {
      const end = rest.indexOf("\n");
      if (end >= 0) {
        const line = rest.subarray(0, end).toString("latin1").replace(/\r$/, "");
        rest = rest.subarray(end + 1);
        return line;
      }
      if (rest.length > longestLine) throw incompleteBody();
      if (await more()) continue;
      if (rest.length > 0) throw incompleteBody();
      return null;
    }
  }

  return {
    lineOrEnd,
    async line(): Promise<string> {
      const line = await lineOrEnd();
      if (line === null) throw incompleteBody();
      return line;
    },
    async *take(size: number): AsyncGenerator<Buffer> {
      let open = size;
      while (open > 0) {
        if (rest.length === 0 && !(await more())) throw incompleteBody();
        const piece = rest.subarray(0, open);
        rest = rest.subarray(piece.length);
        open -= piece.length;
        if (piece.length > 0) yield piece;
      }
    },
    /** @throws WireError where something follows */
    async end(): Promise<void> {
      while (rest.length === 0) if (!(await more())) return;
      throw incompleteBody();
    },
  };
}
