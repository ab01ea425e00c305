import type { Readable } from "node:stream";

/** One request, off the wire and before any service has looked at it. */
export interface HttpRequest {
  readonly method: string;
  /** Still percent-encoded. */
  readonly path: string;
  /** Still percent-encoded, without the question mark. */
  readonly queryString: string;
  readonly query: URLSearchParams;
  /** Lower-case names; several values joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, or null where the service reads it as a stream. */
  readonly body: Uint8Array | null;
  readonly stream: Readable;
  readonly sourceIp: string;
  /** How the client reached this cloud: `http://localhost:4500`. */
  readonly baseUrl: string;
}

/** What is known of a request before its body is read. */
export type RequestHead = Pick<HttpRequest, "method" | "path" | "queryString" | "query" | "headers">;

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array | Readable | AsyncIterable<Uint8Array>;
}
