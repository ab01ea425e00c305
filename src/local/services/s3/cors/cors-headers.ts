import type { CORSRule } from "@aws-sdk/client-s3";
import { WireError } from "../../../kernel/wire-error.ts";
import type { HttpRequest } from "../../../protocols/http-message.ts";
import type { Bucket } from "../buckets/bucket.ts";

const vary = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

/** What a response tells a browser of its page's access; nothing where no rule fits. */
export function corsHeaders(bucket: Bucket, { method, headers }: HttpRequest): Record<string, string> {
  const origin = headers["origin"];
  if (origin === undefined || bucket.cors === null) return {};
  const rule = bucket.cors.find((rule) => allows(rule, origin, method, []));
  return rule === undefined ? {} : headersOf(rule, origin);
}

/**
 * The answer to a preflight.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
 *
 * @throws WireError AccessForbidden
 */
export function preflightHeaders(bucket: Bucket, { headers }: HttpRequest): Record<string, string> {
  const origin = headers["origin"];
  const method = headers["access-control-request-method"];
  if (origin === undefined || method === undefined) {
    throw new WireError("BadRequest", "Insufficient information. Origin request header needed.", 400);
  }
  if (bucket.cors === null) throw forbidden(method, "CORSResponse: CORS is not enabled for this bucket.");
  const wanted = (headers["access-control-request-headers"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const rule = bucket.cors.find((rule) => allows(rule, origin, method, wanted));
  if (rule === undefined) {
    throw forbidden(
      method,
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    );
  }
  return {
    ...headersOf(rule, origin),
    ...(wanted.length > 0 && { "access-control-allow-headers": wanted.join(", ") }),
  };
}

function allows(rule: CORSRule, origin: string, method: string, wanted: readonly string[]): boolean {
  return (
    (rule.AllowedMethods ?? []).includes(method) &&
    (rule.AllowedOrigins ?? []).some((pattern) => fits(pattern, origin)) &&
    wanted.every((name) => (rule.AllowedHeaders ?? []).some((pattern) => fits(pattern.toLowerCase(), name)))
  );
}

/** At most one asterisk. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  return (
    text.length >= pattern.length - 1 &&
    text.startsWith(pattern.slice(0, star)) &&
    text.endsWith(pattern.slice(star + 1))
  );
}

function headersOf(rule: CORSRule, origin: string): Record<string, string> {
  const anybody = (rule.AllowedOrigins ?? []).includes("*");
  return {
    "access-control-allow-origin": anybody ? "*" : origin,
    "access-control-allow-methods": (rule.AllowedMethods ?? []).join(", "),
    ...(rule.ExposeHeaders?.length && { "access-control-expose-headers": rule.ExposeHeaders.join(", ") }),
    ...(rule.MaxAgeSeconds !== undefined && { "access-control-max-age": String(rule.MaxAgeSeconds) }),
    ...(!anybody && { "access-control-allow-credentials": "true" }),
    vary,
  };
}

function forbidden(method: string, message: string): WireError {
  return new WireError("AccessForbidden", message, 403, { Method: method, ResourceType: "OBJECT" });
}
