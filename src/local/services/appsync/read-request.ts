import type { HttpRequest } from "../../protocols/http-message.ts";

/** Bytes of a request. */
export const largestRequest = 1024 * 1024;

/** What is asked, or why it cannot be read. */
export type Asked =
  | {
      readonly query: string;
      readonly variables: Record<string, unknown>;
      readonly operationName: string | null;
    }
  | { readonly status: number; readonly errorType: string; readonly problem: string };

/** Reads a GraphQL request: JSON of a POST, query parameters of a GET. */
export function readRequest(request: HttpRequest): Asked {
  if (request.method === "GET") {
    const query = request.query.get("query");
    if (!query) return malformed("Unable to parse GraphQL query.");
    const variables = mapOf(parsed(request.query.get("variables") ?? "{}"));
    return { query, variables, operationName: request.query.get("operationName") };
  }
  const bytes = request.body ?? new Uint8Array();
  if (bytes.length > largestRequest) {
    const problem = `The request is larger than ${largestRequest} bytes.`;
    return { status: 413, errorType: "RequestEntityTooLargeException", problem };
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  if (text.trim() === "") return malformed("Request body is empty.");
  const body = parsed(text);
  if (typeof body !== "object" || body === null) return malformed("Unable to parse GraphQL query.");
  const { query, variables, operationName } = body as Record<string, unknown>;
  if (typeof query !== "string" || query === "") return malformed("Unable to parse GraphQL query.");
  return {
    query,
    variables: mapOf(typeof variables === "string" ? parsed(variables) : variables),
    operationName: typeof operationName === "string" && operationName !== "" ? operationName : null,
  };
}

const malformed = (problem: string) => ({ status: 400, errorType: "MalformedHttpRequestException", problem });

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
