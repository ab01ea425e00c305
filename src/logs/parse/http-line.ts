import { type Json, type ParsedLine, parsedLine, textOf } from "./parsed-line.ts";

/** A line of the HTTP API's access log, in the format that `infra/runtime/constructs/http-api.ts` gives it. */
export function httpLine(line: Json): ParsedLine {
  const given = (name: string) => (line[name] === "-" ? null : textOf(line[name]));
  const status = Number(line["status"]);
  const failure = given("integrationError") ?? (status >= 500 ? given("error") : null);
  const entries = {
    ms: Number(line["milliseconds"]),
    bytes: Number(line["bytes"]),
    ip: given("ip"),
    user: given("user"),
    error: failure ?? given("error"),
  };
  const known = Object.entries(entries).filter(([, value]) => value !== null && !Number.isNaN(value));
  return parsedLine({
    kind: status >= 500 ? "line" : "summary",
    level: status >= 500 ? "error" : status >= 400 ? "warn" : "info",
    requestId: given("requestId"),
    message: `${given("route") ?? given("method") ?? ""} ${status}`.trim(),
    fields: Object.fromEntries(known),
  });
}
