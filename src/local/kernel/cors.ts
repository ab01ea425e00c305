import type { HttpRequest, HttpResponse } from "../protocols/http-message.ts";

/**
 * Lets pages of this machine call the JSON APIs from a browser, as AWS's endpoints let every page. The guard has refused
 * pages of other sites before.
 *
 * @returns null where the request is no such preflight
 */
export function preflight({ method, headers }: HttpRequest): HttpResponse | null {
  const origin = headers["origin"];
  const wanted = headers["access-control-request-headers"] ?? "";
  if (method !== "OPTIONS" || origin === undefined || !wanted.toLowerCase().includes("x-amz-target"))
    return null;
  return {
    status: 200,
    headers: {
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": wanted,
      "access-control-max-age": "172800",
      vary: "origin",
    },
    body: "",
  };
}

/** Shows the answer of a JSON API to the page that asked for it. */
export function forPage({ headers }: HttpRequest, response: HttpResponse): HttpResponse {
  const origin = headers["origin"];
  if (origin === undefined || headers["x-amz-target"] === undefined) return response;
  return {
    ...response,
    headers: {
      ...response.headers,
      "access-control-allow-origin": origin,
      "access-control-expose-headers": "x-amzn-requestid, x-amzn-errortype, x-amzn-errormessage, date",
      vary: "origin",
    },
  };
}
