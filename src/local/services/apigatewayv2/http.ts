import { asService } from "../../kernel/callers.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import { tokenVerifier } from "../../tokens/verify-token.ts";
import { authorize } from "./authorize.ts";
import { corsHeaders, isPreflight } from "./cors.ts";
import { matchRoute } from "./match-route.ts";
import { proxyEvent } from "./proxy-event.ts";
import { proxyResponse } from "./proxy-response.ts";
import { type ApiGatewayState, partsOf } from "./state.ts";

/** Requests to HTTP APIs: `/_http/<api>/...`, or any path of the host `<api>.execute-api.localhost`. Null: not mine. */
export function httpApis(state: ApiGatewayState, context: ServiceContext) {
  const verify = tokenVerifier(context.baseUrl, context.clock.now);

  return async (request: HttpRequest): Promise<HttpResponse | null> => {
    const place = placeOf(request);
    if (place === null) return null;
    const { apiId, path } = place;
    const requestId = context.ids.uuid();
    const api = state.Api.get(apiId);
    const cors = corsHeaders(api?.CorsConfiguration, request, isPreflight(request));
    const say = (status: number, message: string, more: Record<string, string> = {}): HttpResponse => ({
      status,
      headers: { "content-type": "application/json", "apigw-requestid": requestId, ...cors, ...more },
      body: JSON.stringify({ message }),
    });
    const stages = partsOf(state, "Stage", apiId);
    const first = path.split("/")[1] ?? "";
    const stage =
      stages.find(({ StageName }) => StageName === first && first !== "") ??
      stages.find(({ StageName }) => StageName === "$default");
    if (api === undefined || stage === undefined) return say(404, "Not Found");
    if (api.CorsConfiguration !== undefined && isPreflight(request))
      return { status: 204, headers: { "apigw-requestid": requestId, ...cors }, body: "" };
    const name = stage.StageName ?? "$default";
    const inStage = name === "$default" ? path : path.slice(name.length + 1) || "/";
    const matched = matchRoute(partsOf(state, "Route", apiId), request.method, inStage);
    if (matched === null) return say(404, "Not Found");
    const authorized = await authorize(
      matched.route,
      state.Authorizer.get(`${apiId}/${matched.route.AuthorizerId}`),
      request,
      verify,
    );
    if (authorized.kind === "forbidden") return say(403, "Forbidden");
    if (authorized.kind === "unauthorized") {
      const why =
        authorized.reason === null
          ? "Bearer"
          : `Bearer scope="" error="invalid_token" error_description="${authorized.reason}"`;
      return say(401, "Unauthorized", { "www-authenticate": why });
    }
    const integration = state.Integration.get(
      `${apiId}/${(matched.route.Target ?? "").replace(/^integrations\//, "")}`,
    );
    if (integration === undefined) return say(500, "Internal Server Error");
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
      now: context.clock.now(),
    });
    const answer = await invoke(
      integration.IntegrationUri ?? "",
      event,
      `${apiId}/${name}/${(matched.route.RouteKey ?? "").replace(" ", "").replaceAll(/\{[^}]*\}/g, "any")}`,
      integration.TimeoutInMillis ?? 30_000,
    );
    if (answer === "late") return say(503, "Service Unavailable");
    if (answer === null) return say(500, "Internal Server Error");
    return { ...answer, headers: { "apigw-requestid": requestId, ...answer.headers, ...cors } };
  };

  async function invoke(
    uri: string,
    event: object,
    source: string,
    milliseconds: number,
  ): Promise<HttpResponse | "late" | null> {
    const arn = `arn:aws:execute-api:${context.region}:${context.accountId}:${source}`;
    const FunctionName = /arn:aws:lambda:[^/]+:function:[^/]+/.exec(uri)?.[0] ?? uri;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), milliseconds);
    });
    try {
      const called = context.call(
        "lambda",
        "Invoke",
        { FunctionName, Payload: Buffer.from(JSON.stringify(event)) },
        asService("apigateway.amazonaws.com", arn, context),
      );
      const output = await Promise.race([called, late]);
      if (output === "late") return "late";
      if (output["FunctionError"]) return null;
      const payload = output["Payload"];
      return proxyResponse(
        payload instanceof Uint8Array ? Buffer.from(payload).toString() : String(payload ?? ""),
      );
    } catch (problem) {
      if (!(problem instanceof WireError)) throw problem;
      context.log(`apigatewayv2: ${source}: ${problem.message}`);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}

function placeOf(request: HttpRequest): { readonly apiId: string; readonly path: string } | null {
  const byHost = /^([a-z0-9]+)\.execute-api\.localhost(?::\d+)?$/.exec(request.headers["host"] ?? "")?.[1];
  if (byHost !== undefined) return { apiId: byHost, path: request.path };
  const [, apiId, path] = /^\/_http\/([a-z0-9]+)(\/.*)?$/.exec(request.path) ?? [];
  return apiId === undefined ? null : { apiId, path: path ?? "/" };
}
