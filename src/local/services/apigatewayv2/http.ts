import type { Api, Stage } from "@aws-sdk/client-apigatewayv2";
import { faultOf } from "../../kernel/metrics.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import { tokenVerifier } from "../../tokens/verify-token.ts";
import { type Answered, accessLog } from "./access-log.ts";
import { apiMetrics } from "./api-metrics.ts";
import { type Authorized, authorize } from "./authorize.ts";
import { corsHeaders, isPreflight } from "./cors.ts";
import { integrationCaller } from "./invoke.ts";
import { type Matched, matchRoute } from "./match-route.ts";
import { proxyEvent } from "./proxy-event.ts";
import { type ApiGatewayState, partsOf } from "./state.ts";
import { throttle } from "./throttle.ts";

/** Bytes of a request's body. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const largestBody = 10 * 1024 * 1024;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What is learnt of a request on its way, for its access log. */
type Notes = Mutable<Pick<Answered, "routeKey" | "claims" | "error" | "authorizerError" | "integration">>;

/** Requests to HTTP APIs: `/_http/<api>/...`, or any path of the host `<api>.execute-api.localhost`. Null: not mine. */
export function httpApis(state: ApiGatewayState, context: ServiceContext) {
  const verify = tokenVerifier(context.baseUrl, context.clock.now);
  const mayPass = throttle(context.clock.now);
  const invoke = integrationCaller(context);
  const log = accessLog(context);
  const metrics = apiMetrics(context);

  async function handle(request: HttpRequest): Promise<HttpResponse | null> {
    const place = placeOf(request);
    if (place === null) return null;
    const { apiId, path } = place;
    const began = context.clock.now();
    const requestId = context.ids.uuid();
    const api = state.Api.get(apiId);
    const stage = api === undefined ? undefined : stageOf(partsOf(state, "Stage", apiId), path);
    const notes: Notes = {
      routeKey: null,
      claims: {},
      error: null,
      authorizerError: null,
      integration: null,
    };
    const cors = corsHeaders(api?.CorsConfiguration, request, isPreflight(request));
    const headers = { "apigw-requestid": requestId, ...cors };
    if (api === undefined || stage === undefined) return said(404, "Not Found", headers);
    const answered = await answer(api, stage, { request, path, requestId, began }, notes);
    const response: HttpResponse = { ...answered, headers: { ...answered.headers, ...headers } };
    const fault = faultOf(response.status);
    metrics.note(apiId, {
      Count: 1,
      "4xx": fault.client,
      "5xx": fault.server,
      Latency: context.clock.now() - began,
      ...(notes.integration !== null && { IntegrationLatency: notes.integration.latency }),
    });
    const name = stage.StageName ?? "$default";
    log.record(stage, () => ({
      request,
      response,
      requestId,
      accountId: context.accountId,
      apiId,
      stage: name,
      path,
      ...notes,
      began,
      ended: context.clock.now(),
    }));
    return response;
  }

  interface Incoming {
    readonly request: HttpRequest;
    readonly path: string;
    readonly requestId: string;
    readonly began: number;
  }

  async function answer(api: Api, stage: Stage, incoming: Incoming, notes: Notes): Promise<HttpResponse> {
    const { request, path } = incoming;
    const apiId = api.ApiId ?? "";
    const refuse = (status: number, message: string, headers: Record<string, string> = {}) => {
      notes.error = message;
      return said(status, message, headers);
    };
    if (api.CorsConfiguration !== undefined && isPreflight(request))
      return { status: 204, headers: {}, body: "" };
    const name = stage.StageName ?? "$default";
    const inStage = name === "$default" ? path : path.slice(name.length + 1) || "/";
    const matched = matchRoute(partsOf(state, "Route", apiId), request.method, inStage);
    if (matched === null) return refuse(404, "Not Found");
    notes.routeKey = matched.route.RouteKey ?? null;
    if (!mayPass(apiId, stage, matched.route.RouteKey ?? "")) return refuse(429, "Too Many Requests");
    if ((request.body?.length ?? 0) > largestBody) return refuse(413, "Request Entity Too Large");
    const authorizer = state.Authorizer.get(`${apiId}/${matched.route.AuthorizerId}`);
    const authorized = await authorize(matched.route, authorizer, request, verify);
    if (authorized.kind === "forbidden") return refuse(403, "Forbidden");
    if (authorized.kind === "unauthorized") {
      notes.authorizerError = authorized.reason;
      return refuse(401, "Unauthorized", { "www-authenticate": challenge(authorized.reason) });
    }
    if (authorized.kind === "allowed") notes.claims = authorized.claims;
    return await integrate(apiId, stage, incoming, matched, authorized, notes);
  }

  async function integrate(
    apiId: string,
    stage: Stage,
    { request, path, requestId, began }: Incoming,
    matched: Matched,
    authorized: Authorized,
    notes: Notes,
  ): Promise<HttpResponse> {
    const fail = (status: number, message: string) => {
      notes.error = message;
      return said(status, message);
    };
    const name = stage.StageName ?? "$default";
    const { Target = "", RouteKey = "" } = matched.route;
    const integration = state.Integration.get(`${apiId}/${Target.replace(/^integrations\//, "")}`);
    if (integration === undefined) return fail(500, "Internal Server Error");
    const event = proxyEvent({
      request,
      matched,
      authorized,
      apiId,
      stage: name,
      stageVariables: stage.StageVariables ?? {},
      rawPath: path,
      requestId,
      accountId: context.accountId,
      now: began,
    });
    const source = `${apiId}/${name}/${RouteKey.replace(" ", "").replaceAll(/\{[^}]*\}/g, "any")}`;
    const invoked = await invoke(integration, event, source);
    notes.integration = {
      status: invoked.kind === "answer" ? 200 : null,
      latency: context.clock.now() - began,
      error: invoked.kind === "failed" ? invoked.reason : null,
    };
    if (invoked.kind === "late") return fail(503, "Service Unavailable");
    return invoked.kind === "answer" ? invoked.response : fail(500, "Internal Server Error");
  }

  return {
    handle,
    start: () => metrics.start(),
    async close() {
      await log.close();
      await metrics.stop();
    },
  };
}

const said = (status: number, message: string, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({ message }),
});

const challenge = (reason: string | null) =>
  reason === null ? "Bearer" : `Bearer scope="" error="invalid_token" error_description="${reason}"`;

/** The stage that the path begins with, else the one without a name. */
function stageOf(stages: readonly Stage[], path: string): Stage | undefined {
  const first = path.split("/")[1] ?? "";
  return (
    stages.find(({ StageName }) => StageName === first && first !== "") ??
    stages.find(({ StageName }) => StageName === "$default")
  );
}

function placeOf(request: HttpRequest): { readonly apiId: string; readonly path: string } | null {
  const byHost = /^([a-z0-9]+)\.execute-api\.localhost(?::\d+)?$/.exec(request.headers["host"] ?? "")?.[1];
  if (byHost !== undefined) return { apiId: byHost, path: request.path };
  if (!request.path.startsWith("/_http/")) return null;
  const [, apiId, path] = /^\/_http\/([a-z0-9]+)(\/.*)?$/.exec(request.path) ?? [];
  return apiId === undefined ? null : { apiId, path: path ?? "/" };
}
