import type { Cors } from "@aws-sdk/client-apigatewayv2";
import type { HttpRequest } from "../../protocols/http-message.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
export function corsHeaders(
  cors: Cors | undefined,
  request: HttpRequest,
  preflight: boolean,
): Record<string, string> {
  const origin = request.headers["origin"];
  const allowed = cors?.AllowOrigins ?? [];
  if (cors === undefined || origin === undefined) return {};
  const wild = (each: string) => each.endsWith("*") && origin.startsWith(each.slice(0, -1));
  if (!allowed.some((each) => each === origin || wild(each))) return {};
  const list = (name: string, values: readonly string[] | undefined): Record<string, string> =>
    values === undefined || values.length === 0 ? {} : { [name]: values.join(",") };
  return {
    "access-control-allow-origin": allowed.includes("*") ? "*" : origin,
    ...(cors.AllowCredentials === true && { "access-control-allow-credentials": "true" }),
    ...list("access-control-expose-headers", cors.ExposeHeaders),
    ...(preflight && {
      ...list("access-control-allow-methods", cors.AllowMethods),
      ...list("access-control-allow-headers", cors.AllowHeaders),
      ...(cors.MaxAge !== undefined && { "access-control-max-age": String(cors.MaxAge) }),
    }),
  };
}

export const isPreflight = ({ method, headers }: HttpRequest) =>
  method === "OPTIONS" &&
  headers["origin"] !== undefined &&
  headers["access-control-request-method"] !== undefined;
