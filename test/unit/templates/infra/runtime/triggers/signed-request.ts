import { Readable } from "node:stream";
import type { HttpRequest } from "../../../../../../src/local/protocols/http-message.ts";

/** A request as the verifier of the local cloud reads it. */
export function signedRequest(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>> = {},
  body: Uint8Array | null = null,
): HttpRequest {
  const url = new URL(address);
  return {
    method,
    path: url.pathname,
    queryString: url.search.slice(1),
    query: url.searchParams,
    headers: { host: url.host, ...headers },
    body,
    stream: Readable.from([]),
    sourceIp: "127.0.0.1",
    baseUrl: url.origin,
  };
}
