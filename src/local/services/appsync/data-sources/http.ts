import { isMap, type Plain } from "../runtime/plain.ts";
import { type Answer, answer } from "./data-source.ts";

/** https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-http-js.html */
export async function callEndpoint(endpoint: string, request: unknown): Promise<Answer> {
  if (!isMap(request) || typeof request["method"] !== "string")
    throw new Error(`An HTTP data source got ${JSON.stringify(request)}`);
  const params = isMap(request["params"]) ? request["params"] : {};
  const url = new URL(`${endpoint.replace(/\/$/, "")}${String(request["resourcePath"] ?? "/")}`);
  for (const [name, value] of Object.entries((params["query"] as Plain | undefined) ?? {})) {
    for (const each of [value].flat()) url.searchParams.append(name, String(each));
  }
  const body = params["body"];
  try {
    const response = await fetch(url, {
      method: request["method"],
      headers: (params["headers"] as Record<string, string> | undefined) ?? {},
      ...(body !== undefined &&
        body !== null && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
      redirect: "manual",
    });
    const headers = Object.fromEntries(response.headers);
    return answer({ statusCode: response.status, headers, body: await response.text() });
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : String(problem);
    return { result: null, error: { message, type: "Http:ConnectionError" } };
  }
}
