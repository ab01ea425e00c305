import { type Json, numberOf, type ParsedLine, parsedLine, textOf } from "./parsed-line.ts";

/**
 * What AppSync says of a request. https://docs.aws.amazon.com/appsync/latest/devguide/cwl.html
 *
 * @param line JSON, or text that begins with the request's id
 */
export function apiLine(line: Json | string): ParsedLine {
  if (typeof line === "string") {
    const [, requestId = null, message = line] = /^([0-9a-f-]{36}) (.*)$/s.exec(line) ?? [];
    return parsedLine({ kind: "detail", level: "debug", requestId, message });
  }
  const requestId = textOf(line["requestId"]);
  const { logType, latency, statusCode, errors } = line;
  if (logType === "RequestSummary") {
    const status = numberOf(statusCode) ?? 0;
    const fields = { ms: Math.round((numberOf(latency) ?? 0) / 100_000) / 10 };
    return parsedLine({ kind: "summary", level: levelOf(status), requestId, message: `${status}`, fields });
  }
  const first = Array.isArray(errors) && logType === "FieldErrors" ? fieldError(errors[0]) : null;
  if (first !== null) {
    const path = Array.isArray(line["path"]) ? line["path"].join(".") : String(line["fieldName"] ?? "");
    const { message, type } = first;
    // What callers do wrong is no fault of the backend.
    const level = type === null || /Internal|Lambda|MappingTemplate|Code/.test(type) ? "error" : "warn";
    const fields = { field: path, ...(type !== null && { errorType: type }) };
    return parsedLine({ kind: "line", level, requestId, message, fields });
  }
  const { logType: _logType, requestId: _requestId, graphQLAPIId: _api, ...fields } = line;
  return parsedLine({ kind: "detail", level: "debug", requestId, message: String(logType ?? ""), fields });
}

function fieldError(value: unknown): { readonly message: string; readonly type: string | null } | null {
  if (typeof value === "string") return { message: value, type: null };
  if (typeof value !== "object" || value === null) return null;
  const { message, errorType } = value as Json;
  return { message: textOf(message) ?? "", type: textOf(errorType) };
}

function levelOf(status: number): "info" | "warn" | "error" {
  if (status >= 500) return "error";
  return status >= 400 ? "warn" : "info";
}
