import type { FunctionError } from "../function-error.ts";

/** What an http function may give back, besides a plain value that becomes the JSON body of a 200. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** `name=value; Path=/; HttpOnly; Secure; SameSite=Lax` */
  readonly cookies?: readonly string[];
  /** Text and bytes go out as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** The answer in the HTTP API's payload format 2.0. */
export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** @param value what the handler gave: an `HttpResponse` is told by its numeric `statusCode` */
export function httpResult(value: unknown): HttpResult {
  const response = isResponse(value)
    ? value
    : { statusCode: value === undefined || value === null ? 204 : 200, body: value };
  const { type, body, isBase64Encoded } = encodeBody(response.body);
  const given = Object.entries(response.headers ?? {}).map(([name, text]) => [name.toLowerCase(), text]);
  return {
    statusCode: response.statusCode,
    headers: {
      ...defaultHeaders,
      ...(type !== null && { "content-type": type }),
      ...Object.fromEntries(given),
    },
    cookies: response.cookies ?? [],
    body,
    isBase64Encoded,
  };
}

/** The answer to a refusal: `{ error: { type, message, info } }`. */
export function httpRefusal({ status, type, message, info }: FunctionError): HttpResult {
  return httpResult({ statusCode: status, body: { error: { type, message, info } } });
}

/** Answers belong to one caller and are no pages. */
const defaultHeaders = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

function isResponse(value: unknown): value is HttpResponse {
  return (
    typeof value === "object" &&
    value !== null &&
    "statusCode" in value &&
    typeof value.statusCode === "number"
  );
}

function encodeBody(body: unknown) {
  if (body === undefined || body === null) return { type: null, body: "", isBase64Encoded: false };
  if (typeof body === "string") return { type: "text/plain; charset=utf-8", body, isBase64Encoded: false };
  if (body instanceof Uint8Array) {
    const text = Buffer.from(body).toString("base64");
    return { type: "application/octet-stream", body: text, isBase64Encoded: true };
  }
  return { type: "application/json", body: JSON.stringify(body), isBase64Encoded: false };
}
