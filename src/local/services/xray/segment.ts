/** What X-Ray reads of a segment document: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
export interface Segment {
  readonly id: string;
  readonly traceId: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly isSubsegment: boolean;
  /** Seconds since 1970. */
  readonly startTime: number;
  /** Null: under way. */
  readonly endTime: number | null;
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
  readonly origin: string | null;
  readonly user: string | null;
  readonly url: string | null;
  readonly method: string | null;
  readonly status: number | null;
  readonly clientIp: string | null;
  readonly userAgent: string | null;
  readonly annotations: Readonly<Record<string, string | number | boolean>>;
}

const largest = 64 * 1024;

/** @throws Error with the code that X-Ray gives to segments it does not process */
export function readSegment(document: string): Segment {
  if (Buffer.byteLength(document) > largest) throw new Error("SegmentTooLarge");
  const raw = parse(document);
  const { id, trace_id: traceId, name, start_time: startTime, end_time: endTime } = raw;
  if (typeof id !== "string" || !/^[0-9a-f]{16}$/i.test(id)) throw new Error("InvalidId");
  if (typeof traceId !== "string" || !/^1-[0-9a-f]{8}-[0-9a-f]{24}$/i.test(traceId))
    throw new Error("InvalidTraceId");
  if (typeof name !== "string" || name === "" || name.length > 200) throw new Error("InvalidName");
  if (typeof startTime !== "number") throw new Error("InvalidStartTime");
  const http = record(raw["http"]);
  const request = record(http["request"]);
  const response = record(http["response"]);
  return {
    id,
    traceId,
    name,
    parentId: text(raw["parent_id"]),
    isSubsegment: raw["type"] === "subsegment",
    startTime,
    endTime: typeof endTime === "number" ? endTime : null,
    fault: raw["fault"] === true,
    error: raw["error"] === true,
    throttle: raw["throttle"] === true,
    origin: text(raw["origin"]),
    user: text(raw["user"]),
    url: text(request["url"]),
    method: text(request["method"]),
    status: typeof response["status"] === "number" ? response["status"] : null,
    clientIp: text(request["client_ip"]),
    userAgent: text(request["user_agent"]),
    annotations: annotationsIn(raw),
  };
}

/** Also those of subsegments inside. */
function annotationsIn(raw: Record<string, unknown>): Record<string, string | number | boolean> {
  const own = Object.entries(record(raw["annotations"])).filter(
    (entry): entry is [string, string | number | boolean] =>
      ["string", "number", "boolean"].includes(typeof entry[1]),
  );
  const inner = Array.isArray(raw["subsegments"]) ? raw["subsegments"] : [];
  return Object.assign({}, ...inner.map((each) => annotationsIn(record(each))), Object.fromEntries(own));
}

function parse(document: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(document);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Error("ParseError");
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
