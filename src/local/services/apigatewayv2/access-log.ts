import type { Stage } from "@aws-sdk/client-apigatewayv2";
import type { Caller, ServiceContext } from "../../kernel/service.ts";
import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import { requestTime } from "./request-time.ts";

/** What is known of a request when it has been answered. */
export interface Answered {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly requestId: string;
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly path: string;
  readonly routeKey: string | null;
  readonly claims: Readonly<Record<string, string>>;
  readonly error: string | null;
  readonly authorizerError: string | null;
  readonly integration: {
    readonly status: number | null;
    readonly latency: number;
    readonly error: string | null;
  } | null;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly ended: number;
}

const flushAfter = 200;

/**
 * Writes a line a request to the log group that a stage names, in the stage's own format.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
 */
export function accessLog(context: ServiceContext) {
  const waiting = new Map<string, { timestamp: number; message: string }[]>();
  const streams = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  // On AWS, whoever turns access logs on lets API Gateway write there: the group's policy is made along the way.
  const gateway: Caller = {
    kind: "root",
    arn: `arn:aws:iam::${context.accountId}:root`,
    accountId: context.accountId,
    userId: context.accountId,
    roleArn: null,
    servicePrincipal: null,
    sessionPolicies: [],
    tags: {},
  };

  async function flush(): Promise<void> {
    timer = null;
    const all = [...waiting];
    waiting.clear();
    for (const [logGroupName, logEvents] of all) {
      const logStreamName = `${new Date(context.clock.now()).toISOString().slice(0, 10)}-local`;
      try {
        if (!streams.has(`${logGroupName}/${logStreamName}`)) {
          await context
            .call("logs", "CreateLogStream", { logGroupName, logStreamName }, gateway)
            .catch(() => {});
          streams.add(`${logGroupName}/${logStreamName}`);
        }
        await context.call("logs", "PutLogEvents", { logGroupName, logStreamName, logEvents }, gateway);
      } catch (problem) {
        const why = problem instanceof Error ? problem.message : String(problem);
        context.log(`apigatewayv2: no access log in ${logGroupName}: ${why}`);
      }
    }
  }

  return {
    record({ AccessLogSettings: settings }: Stage, answered: () => Answered): void {
      if (!settings?.DestinationArn || !settings.Format) return;
      const group = /:log-group:([^:]+)/.exec(settings.DestinationArn)?.[1];
      if (group === undefined) return;
      const done = answered();
      const lines = waiting.get(group) ?? [];
      lines.push({ timestamp: done.ended, message: formatLine(settings.Format, done) });
      waiting.set(group, lines);
      timer ??= setTimeout(() => void flush(), flushAfter).unref();
    },
    async close(): Promise<void> {
      if (timer !== null) clearTimeout(timer);
      await flush();
    },
  };
}

/** A format with its `$context` variables filled in; `-` for what there is not. */
export function formatLine(format: string, answered: Answered): string {
  const values = variables(answered);
  return format.replace(/\$context\.([A-Za-z.]+(?::[A-Za-z]+)?)/g, (_all, name: string) => {
    const claim = /^authorizer\.claims\.(.+)$/.exec(name)?.[1];
    const value = claim === undefined ? values[name] : answered.claims[claim];
    return value === undefined || value === null || value === "" ? "-" : String(value);
  });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
function variables(done: Answered): Readonly<Record<string, string | number | null>> {
  const { request, response, integration } = done;
  const body = typeof response.body === "string" || response.body instanceof Uint8Array ? response.body : "";
  return {
    accountId: done.accountId,
    apiId: done.apiId,
    "authorizer.error": done.authorizerError,
    dataProcessed: Buffer.byteLength(body) + (request.body?.length ?? 0),
    domainName: `${done.apiId}.execute-api.localhost`,
    domainPrefix: done.apiId,
    "error.message": done.error,
    "error.messageString": done.error === null ? null : JSON.stringify(done.error),
    extendedRequestId: done.requestId,
    httpMethod: request.method,
    "identity.sourceIp": request.sourceIp,
    "identity.userAgent": request.headers["user-agent"] ?? null,
    "integration.error": integration?.error ?? null,
    "integration.integrationStatus": integration?.status ?? null,
    "integration.latency": integration?.latency ?? null,
    "integration.status": integration?.status ?? null,
    integrationErrorMessage: integration?.error ?? null,
    integrationLatency: integration?.latency ?? null,
    integrationStatus: integration?.status ?? null,
    path: done.path,
    protocol: "HTTP/1.1",
    requestId: done.requestId,
    requestTime: requestTime(done.began),
    requestTimeEpoch: done.began,
    responseLatency: done.ended - done.began,
    responseLength: Buffer.byteLength(body),
    routeKey: done.routeKey,
    stage: done.stage,
    status: response.status,
  };
}
