import { FunctionError } from "../function-error.ts";

/** The event of an HTTP API, payload format 2.0, as far as the runtime reads it. */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies?: readonly string[];
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: {
    readonly http: { readonly method: string; readonly sourceIp: string };
    readonly authorizer?: { readonly jwt?: { readonly claims?: Readonly<Record<string, unknown>> } };
  };
}

/** What an http function gets. */
export interface HttpRequest {
  readonly method: string;
  /** With the names in the route's braces: `{ invoiceId: "01J..." }`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly cookies: Readonly<Record<string, string>>;
  readonly sourceIp: string;
  /** The body, byte for byte: what webhooks' signatures are made of. */
  readonly bytes: Uint8Array;
  /** The body as UTF-8. */
  text(): string;
  /** @throws FunctionError `Invalid` where the body is not JSON */
  json(): unknown;
}

export function httpRequest(event: HttpEvent): HttpRequest {
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    parameters: Object.fromEntries(definedEntries(event.pathParameters ?? {})),
    query: new URLSearchParams(event.rawQueryString),
    headers: new Headers(definedEntries(event.headers)),
    cookies: Object.fromEntries((event.cookies ?? []).map(parseCookie)),
    sourceIp: event.requestContext.http.sourceIp,
    bytes,
    text: () => bytes.toString("utf8"),
    json: () => parseJson(bytes.toString("utf8")),
  };
}

function definedEntries(record: Readonly<Record<string, string | undefined>>): [string, string][] {
  return Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

function parseCookie(cookie: string): [string, string] {
  const [name = "", ...rest] = cookie.split("=");
  return [name.trim(), rest.join("=").trim()];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FunctionError("Invalid", "The body is not JSON.", { cause });
  }
}
