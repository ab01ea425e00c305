import type { Call } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import type { HttpRequest } from "../../../protocols/http-message.ts";
import { incompleteBody, invalidArgument, missingContentLength } from "../errors.ts";
import { decodeChunked, type Trailers } from "./aws-chunked.ts";

/** The bytes of an object or part on their way in, without any transfer coding. */
export interface IncomingBody {
  readonly data: AsyncIterable<Uint8Array>;
  /** What the client announced; null: unknown until the end. */
  readonly size: number | null;
  /** Hexadecimal SHA-256 that the request's signature covers; null: none. */
  readonly sha256: string | null;
  /** Names of trailing headers that were announced, lower-case. */
  readonly announced: readonly string[];
  /** Known after the data has been read. */
  readonly trailers: Trailers;
}

/**
 * The body of PutObject and UploadPart, over the wire or, inside the process, as text, bytes or a stream.
 *
 * @throws WireError
 */
export function incomingBody(body: unknown, { request, signature }: Call): IncomingBody {
  if (request === null) return insideBody(body);
  const declared = request.headers["x-amz-content-sha256"];
  const announced = (request.headers["x-amz-trailer"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  if (declared?.startsWith("STREAMING-")) {
    const size = Number(request.headers["x-amz-decoded-content-length"] ?? Number.NaN);
    if (!Number.isSafeInteger(size) || size < 0) throw missingContentLength();
    const continued = isSigned(declared) ? signature : null;
    return { ...decodeChunked(bytesOf(request), continued), size, sha256: null, announced };
  }
  const length = request.headers["content-length"];
  if (length === undefined) throw missingContentLength();
  return {
    data: bytesOf(request),
    size: Number(length),
    sha256: sha256Of(declared),
    announced: [],
    trailers: new Map(),
  };
}

function isSigned(declared: string): boolean {
  switch (declared) {
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      return true;
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return false;
    default:
      throw notSupportedHere(`the content hash ${declared} of S3`);
  }
}

function sha256Of(declared: string | undefined): string | null {
  if (declared === undefined || declared === "UNSIGNED-PAYLOAD") return null;
  if (/^[0-9a-f]{64}$/.test(declared)) return declared;
  throw invalidArgument(
    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
    "x-amz-content-sha256",
    declared,
  );
}

/** Leaving early must not close the connection: there is an error to be answered on it. */
async function* bytesOf({ body, stream }: HttpRequest): AsyncGenerator<Uint8Array> {
  if (body !== null) {
    if (body.length > 0) yield body;
    return;
  }
  try {
    yield* stream.iterator({ destroyOnReturn: false });
  } catch {
    // The client broke off.
    throw incompleteBody();
  }
}

function insideBody(body: unknown): IncomingBody {
  const bytes =
    body === undefined || body === null
      ? Buffer.alloc(0)
      : typeof body === "string"
        ? Buffer.from(body)
        : body instanceof Uint8Array
          ? body
          : null;
  const data = bytes === null ? (body as AsyncIterable<Uint8Array>) : once(bytes);
  return { data, size: bytes?.length ?? null, sha256: null, announced: [], trailers: new Map() };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
