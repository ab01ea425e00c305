import { faultOf, type Metrics } from "../../kernel/metrics.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import type { authenticator } from "./auth/authenticate.ts";
import { Unauthorized } from "./auth/caller.ts";
import { type Engine, type Executed, rootFields } from "./execution/engine.ts";
import { requestError } from "./execution/response.ts";
import type { LoggedRequest } from "./logs/log-lines.ts";
import type { requestLog } from "./logs/request-log.ts";
import { type Asked, readRequest } from "./read-request.ts";
import type { subscriptionHub } from "./realtime/hub.ts";
import type { AppSyncState } from "./state.ts";

interface Ports {
  readonly state: AppSyncState;
  readonly context: ServiceContext;
  readonly authenticate: ReturnType<typeof authenticator>;
  readonly engine: (apiId: string) => Engine | null;
  readonly hub: ReturnType<typeof subscriptionHub>;
  readonly log: ReturnType<typeof requestLog>;
  readonly metrics: Pick<Metrics, "note">;
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-expose-headers": "x-amzn-requestid, x-amzn-errortype",
};

/** Bytes of an answer. */
const largestAnswer = 5 * 1024 * 1024;

/** GraphQL over HTTP: `POST` and `GET /graphql/<api>`. Null: another path. */
export function graphqlHttp({ state, context, authenticate, engine, hub, log, metrics }: Ports) {
  return async (request: HttpRequest): Promise<HttpResponse | null> => {
    if (!request.path.startsWith("/graphql/")) return null;
    const apiId = /^\/graphql\/([a-z0-9]+)\/?$/.exec(request.path)?.[1];
    if (apiId === undefined) return null;
    const stored = state.apis.get(apiId);
    const requestId = context.ids.uuid();
    const headers = { ...cors, "x-amzn-requestid": requestId, "x-amzn-appsync-tokensconsumed": "1" };
    const answer = (status: number, body: string, more: Record<string, string> = {}): HttpResponse => ({
      status,
      headers: { "content-type": "application/json;charset=UTF-8", ...headers, ...more },
      body,
    });
    const refuse = (status: number, errorType: string, message: string) => {
      const body = JSON.stringify({ errors: [requestError(errorType, message)] });
      return answer(status, body, { "x-amzn-errortype": errorType });
    };

    if (request.method === "OPTIONS") return { status: 200, headers, body: "" };
    if (stored === undefined) return refuse(404, "NotFoundException", `GraphQL API ${apiId} not found.`);
    if (request.method !== "POST" && request.method !== "GET")
      return refuse(405, "MethodNotAllowedException", "Method not allowed.");
    const began = context.clock.now();
    const asked = readRequest(request);
    let ran: Executed | null = null;
    const respond = async (): Promise<HttpResponse> => {
      try {
        const operation = "query" in asked ? { ...asked, queryString: asked.query } : undefined;
        const caller = await authenticate(stored, request, operation);
        if ("problem" in asked) return refuse(asked.status, asked.errorType, asked.problem);
        const current = engine(apiId);
        if (current === null) return refuse(400, "BadRequestException", "The API has no schema.");
        ran = await current.run({ ...asked, headers: visible(request.headers), domainName: null }, caller);
        const body = textOf(ran);
        if (body.length > largestAnswer)
          return refuse(
            413,
            "RequestEntityTooLargeException",
            `The response is larger than ${largestAnswer} bytes.`,
          );
        await publish(current, ran);
        return answer(200, body, ran.headers);
      } catch (problem) {
        if (problem instanceof Unauthorized) return refuse(401, "UnauthorizedException", problem.message);
        if (problem instanceof WireError) return refuse(problem.status, problem.code, problem.message);
        throw problem;
      }
    };
    const measure = (status: number) => {
      const { client, server } = faultOf(status);
      const Latency = context.clock.now() - began;
      metrics.note(apiId, { Requests: 1, "4XXError": client, "5XXError": server, Latency });
    };
    const response = await respond().catch((problem: unknown) => {
      // A fault of this cloud: whoever called is told so.
      measure(500);
      throw problem;
    });
    measure(response.status);
    log.record(stored, () => logged(request, asked, response, requestId, ran, began));
    return response;

    async function publish(current: Engine, { operation, data, invalidations }: Executed): Promise<void> {
      if (operation?.operation === "mutation" && data !== null) {
        for (const field of rootFields(operation))
          await hub.publish(apiId ?? "", current, field.name.value, data[(field.alias ?? field.name).value]);
      }
      hub.invalidate(apiId ?? "", invalidations);
    }
  };

  function logged(
    request: HttpRequest,
    asked: Asked,
    response: HttpResponse,
    requestId: string,
    ran: Executed | null,
    began: number,
  ): LoggedRequest {
    return {
      requestId,
      query: "query" in asked ? asked.query : "",
      operationName: "query" in asked ? asked.operationName : null,
      variables: "query" in asked ? asked.variables : {},
      requestHeaders: request.headers,
      responseHeaders: response.headers,
      status: response.status,
      began,
      ended: context.clock.now(),
      trace: ran?.trace ?? null,
    };
  }
}

/** Nothing is cached here: an eviction finds nothing to delete, and says so as AppSync does. */
function textOf({ data, errors, operation, evictions }: Executed): string {
  const evicts = operation?.operation === "mutation" && evictions.length > 0;
  const extensions = evicts ? { extensions: { apiCacheEntriesDeleted: 0 } } : {};
  return JSON.stringify({ data, ...(errors !== undefined && { errors }), ...extensions });
}

/** Resolvers see every header but cookies. */
function visible(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { cookie: _cookie, ...rest } = headers;
  return rest;
}
