import type { HttpRequest } from "../../protocols/http-message.ts";
import type { Authorized } from "./authorize.ts";
import type { Matched } from "./match-route.ts";
import { requestTime } from "./request-time.ts";

export interface EventParts {
  readonly request: HttpRequest;
  readonly matched: Matched;
  readonly authorized: Authorized;
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** As the client sees it, with the stage. */
  readonly rawPath: string;
  readonly requestId: string;
  readonly accountId: string;
  readonly now: number;
}

/** The event of payload format 2.0. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function proxyEvent(parts: EventParts): object {
  const { request, matched, authorized, apiId } = parts;
  const { cookie, ...headers } = request.headers;
  const query: Record<string, string> = {};
  for (const [name, value] of request.query) query[name] = name in query ? `${query[name]},${value}` : value;
  const domainName = `${apiId}.execute-api.localhost`;
  const body = request.body ?? new Uint8Array();
  const isText =
    /^(?:text\/|application\/(?:json|xml|javascript|x-www-form-urlencoded|.*\+json|.*\+xml))/.test(
      headers["content-type"] ?? "text/plain",
    );
  return {
    version: "2.0",
    routeKey: matched.route.RouteKey,
    rawPath: parts.rawPath,
    rawQueryString: request.queryString,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: parts.accountId,
      apiId,
      ...(authorized.kind === "allowed" && {
        authorizer: { jwt: { claims: authorized.claims, scopes: authorized.scopes } },
      }),
      domainName,
      domainPrefix: apiId,
      http: {
        method: request.method,
        path: parts.rawPath,
        protocol: "HTTP/1.1",
        sourceIp: request.sourceIp,
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: parts.requestId,
      routeKey: matched.route.RouteKey,
      stage: parts.stage,
      time: requestTime(parts.now),
      timeEpoch: parts.now,
    },
    ...(Object.keys(matched.pathParameters).length > 0 && { pathParameters: matched.pathParameters }),
    ...(Object.keys(parts.stageVariables).length > 0 && { stageVariables: parts.stageVariables }),
    ...(body.length > 0 && { body: Buffer.from(body).toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}
