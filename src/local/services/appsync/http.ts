import type { ServiceContext } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import type { authenticator } from "./auth/authenticate.ts";
import { Unauthorized } from "./auth/caller.ts";
import { type Engine, rootFields } from "./execution/engine.ts";
import { requestError } from "./execution/response.ts";
import type { subscriptionHub } from "./realtime/hub.ts";
import type { requestLog } from "./request-log.ts";
import type { AppSyncState } from "./state.ts";

interface Ports {
  readonly state: AppSyncState;
  readonly context: ServiceContext;
  readonly authenticate: ReturnType<typeof authenticator>;
  readonly engine: (apiId: string) => Engine | null;
  readonly hub: ReturnType<typeof subscriptionHub>;
  readonly log: ReturnType<typeof requestLog>;
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-expose-headers": "x-amzn-requestid, x-amzn-errortype",
};

/** GraphQL over HTTP: `POST` and `GET /graphql/<api>`. Null: another path. */
export function graphqlHttp({ state, context, authenticate, engine, hub, log }: Ports) {
  return async (request: HttpRequest): Promise<HttpResponse | null> => {
    const apiId = /^\/graphql\/([a-z0-9]+)\/?$/.exec(request.path)?.[1];
    const stored = apiId === undefined ? undefined : state.apis.get(apiId);
    if (apiId === undefined || (stored === undefined && !request.path.startsWith("/graphql/"))) return null;
    const requestId = context.ids.uuid();
    const headers = { ...cors, "x-amzn-requestid": requestId, "x-amzn-appsync-tokensconsumed": "1" };
    const answer = (status: number, body: object, more: Record<string, string> = {}): HttpResponse => ({
      status,
      headers: { "content-type": "application/json;charset=UTF-8", ...headers, ...more },
      body: JSON.stringify(body),
    });
    const refuse = (status: number, errorType: string, message: string) =>
      answer(status, { errors: [requestError(errorType, message)] }, { "x-amzn-errortype": errorType });

    if (request.method === "OPTIONS") return { status: 200, headers, body: "" };
    if (stored === undefined) return refuse(404, "NotFoundException", `GraphQL API ${apiId} not found.`);
    if (request.method !== "POST" && request.method !== "GET")
      return refuse(405, "MethodNotAllowedException", "Method not allowed.");
    const asked = read(request);
    try {
      const operation = typeof asked === "string" ? undefined : { ...asked, queryString: asked.query };
      const info = operation && {
        queryString: operation.query,
        operationName: operation.operationName,
        variables: operation.variables,
      };
      const caller = await authenticate(stored, request, info);
      if (typeof asked === "string") return refuse(400, "MalformedHttpRequestException", asked);
      const current = engine(apiId);
      if (current === null) return refuse(400, "BadRequestException", "The API has no schema.");
      const {
        data,
        errors,
        operation: ran,
        invalidations,
        logs,
      } = await current.run({ ...asked, headers: visible(request.headers) }, caller);
      log.record(stored, requestId, errors ?? [], logs);
      if (ran?.operation === "mutation" && data !== null) {
        for (const field of rootFields(ran))
          await hub.publish(apiId, current, field.name.value, data[(field.alias ?? field.name).value]);
      }
      hub.invalidate(apiId, invalidations);
      return answer(200, { data, ...(errors !== undefined && { errors }) });
    } catch (problem) {
      if (problem instanceof Unauthorized) return refuse(401, "UnauthorizedException", problem.message);
      if (problem instanceof WireError) return refuse(problem.status, problem.code, problem.message);
      throw problem;
    }
  };
}

/** @returns what is asked, or why it cannot be read */
function read(request: HttpRequest) {
  if (request.method === "GET") {
    const query = request.query.get("query");
    if (!query) return "Unable to parse GraphQL query.";
    const variables = parsed(request.query.get("variables") ?? "{}");
    return {
      query,
      variables: { ...(variables as object) },
      operationName: request.query.get("operationName"),
    };
  }
  const text = Buffer.from(request.body ?? "").toString();
  if (text.trim() === "") return "Request body is empty.";
  const body = parsed(text) as Record<string, unknown> | null;
  if (typeof body?.["query"] !== "string" || body["query"] === "") return "Unable to parse GraphQL query.";
  const variables = typeof body["variables"] === "string" ? parsed(body["variables"]) : body["variables"];
  const operationName = typeof body["operationName"] === "string" ? body["operationName"] : null;
  return { query: body["query"], variables: { ...(variables as object | null) }, operationName };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Resolvers see every header but cookies. */
function visible(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { cookie: _cookie, ...rest } = headers;
  return rest;
}
