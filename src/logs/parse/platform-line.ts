import { type Json, numberOf, type ParsedLine, parsedLine, textOf } from "./parsed-line.ts";

/**
 * What Lambda says of an invocation, where functions log JSON.
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export function platformLine({ type, record }: Json): ParsedLine {
  const about = (typeof record === "object" && record !== null ? record : {}) as Json;
  const common = { requestId: textOf(about["requestId"]) };
  if (type === "platform.report") return parsedLine({ ...common, ...reportLine(about) });
  const { requestId: _requestId, ...fields } = about;
  return parsedLine({ ...common, kind: "detail", level: "debug", message: String(type), fields });
}

function reportLine({ metrics, status, errorType }: Json): Partial<ParsedLine> {
  const measured = (typeof metrics === "object" && metrics !== null ? metrics : {}) as Json;
  const duration = numberOf(measured["durationMs"]) ?? 0;
  const memory = numberOf(measured["maxMemoryUsedMB"]);
  const init = numberOf(measured["initDurationMs"]);
  const fields = {
    ms: Math.round(duration * 10) / 10,
    // Not known of a process that was ended.
    ...(memory !== null && memory > 0 && { memoryMb: memory, ofMb: numberOf(measured["memorySizeMB"]) }),
    ...(init !== null && { coldStartMs: Math.round(init) }),
  };
  if (status === "timeout")
    return { kind: "line", level: "error", message: `Timed out after ${seconds(duration)}`, fields };
  // The code's own line says more of an error, unless the process ended: then there is none.
  if (status === "failure" || (typeof errorType === "string" && errorType.startsWith("Runtime.")))
    return { kind: "line", level: "error", message: `Ended: ${errorType ?? "the process crashed"}`, fields };
  if (status === "error")
    return { kind: "summary", level: "error", message: `Failed${errorType ? `: ${errorType}` : ""}`, fields };
  return { kind: "summary", level: "info", message: "Done", fields };
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}
