import type { DataSource as Config } from "@aws-sdk/client-appsync";
import { WireError } from "../../../kernel/wire-error.ts";
import { isMap, type Plain } from "../runtime/plain.ts";
import { type Answer, answer } from "./data-source.ts";
import type { Unsigned } from "./sign-request.ts";

/** Gives the headers of a request with its signature. */
export type Signer = (request: Unsigned) => Promise<Record<string, string>>;

/** AppSync ends a call of an HTTP data source after this time, in milliseconds. */
const longest = 30_000;

/**
 * Calls an HTTP endpoint. AWS's own endpoints are this cloud's.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-http-js.html
 *
 * @param cloud where AWS's services answer: `http://localhost:4500`
 * @param sign null: the data source does not sign
 */
export async function callEndpoint(
  config: Config,
  request: unknown,
  cloud: string,
  sign: Signer | null,
): Promise<Answer> {
  if (!isMap(request) || !/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(String(request["method"])))
    throw new Error(`An HTTP data source got ${JSON.stringify(request)}`);
  const params = isMap(request["params"]) ? request["params"] : {};
  const url = urlOf(config.httpConfig?.endpoint ?? "", request, params, cloud);
  const method = String(request["method"]);
  const headers = Object.fromEntries(
    Object.entries((params["headers"] as Plain | null | undefined) ?? {}).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  const given = params["body"];
  const body = given === undefined || given === null ? null : textOf(given);
  try {
    const sent = sign === null ? headers : await sign({ url, method, headers, body: body ?? "" });
    const response = await fetch(url, {
      method,
      headers: sent,
      body: /^(?:GET|HEAD)$/.test(method) ? null : body,
      signal: AbortSignal.timeout(longest),
      redirect: "manual",
    });
    return answer({
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    });
  } catch (problem) {
    if (problem instanceof WireError)
      return { result: null, error: { message: problem.message, type: `Http:${problem.code}` } };
    const late = problem instanceof Error && problem.name === "TimeoutError";
    const cause = problem instanceof Error && problem.cause instanceof Error ? problem.cause : problem;
    const message = cause instanceof Error ? cause.message : String(cause);
    return {
      result: null,
      error: { message, type: late ? "Http:ExecutionTimeout" : "Http:ConnectionError" },
    };
  }
}

const textOf = (body: unknown) => (typeof body === "string" ? body : JSON.stringify(body));

function urlOf(endpoint: string, request: Plain, params: Plain, cloud: string): URL {
  const base = new URL(endpoint);
  const isAws = /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws)$/.test(base.hostname);
  const path = String(request["resourcePath"] ?? "/");
  const prefix = base.pathname.replace(/\/$/, "");
  const url = new URL(`${isAws ? cloud : base.origin}${prefix}${path.startsWith("/") ? path : `/${path}`}`);
  for (const [name, value] of Object.entries((params["query"] as Plain | null | undefined) ?? {})) {
    for (const each of [value].flat()) url.searchParams.append(name, String(each));
  }
  return url;
}
