import { WireError } from "../kernel/wire-error.ts";
import type { HttpRequest } from "./http-message.ts";
import { decodeJson, encodeJson } from "./json.ts";
import type { Member, OperationModel, ServiceModel, Shape } from "./model.ts";
import { readScalar, writeScalar } from "./scalars.ts";
import { decodeXml, encodeXml } from "./xml.ts";

type Structure = Extract<Shape, { kind: "structure" }>;

/**
 * Reads a REST request into an operation's input: labels from the path, the query string, headers, and the body.
 *
 * @param labels still percent-encoded, from the route
 * @throws WireError
 */
export function decodeRest(
  model: ServiceModel,
  operation: OperationModel,
  request: HttpRequest,
  labels: Readonly<Record<string, string>>,
): Record<string, unknown> {
  if (operation.input === null) return {};
  const shape = model.shapes[operation.input] as Structure;
  const input: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(shape.members)) {
    const value = readBound(model, key, member, request, labels);
    if (value !== undefined) input[key] = value;
  }
  const hasBody = Object.values(shape.members).some((member) => member.in === undefined);
  if (hasBody && request.body !== null && request.body.length > 0) {
    Object.assign(input, decodeBody(model, operation.input, request.body));
  }
  return input;
}

function readBound(
  model: ServiceModel,
  key: string,
  member: Member,
  request: HttpRequest,
  labels: Readonly<Record<string, string>>,
): unknown {
  const wire = member.wire ?? key;
  switch (member.in) {
    case "label": {
      const label = labels[wire] ?? labels[key];
      return label === undefined ? undefined : readScalar(member, decodeLabel(label));
    }
    case "query": {
      if (!request.query.has(wire)) return undefined;
      if (!member.type.startsWith("#")) return readScalar(member, request.query.get(wire) as string);
      const list = model.shapes[member.type.slice(1)] as Extract<Shape, { kind: "list" }>;
      return request.query.getAll(wire).map((text) => readScalar(list.member, text));
    }
    case "queryParams":
      return Object.fromEntries(request.query);
    case "header": {
      const text = request.headers[wire.toLowerCase()];
      if (text === undefined) return undefined;
      if (!member.type.startsWith("#")) return readScalar(member, text);
      const list = model.shapes[member.type.slice(1)] as Extract<Shape, { kind: "list" }>;
      return text.split(",").map((part) => readScalar(list.member, part.trim()));
    }
    case "prefixHeaders": {
      const found = Object.entries(request.headers).filter(([name]) => name.startsWith(wire.toLowerCase()));
      return found.length === 0
        ? undefined
        : Object.fromEntries(found.map(([name, value]) => [name.slice(wire.length), value]));
    }
    case "payload":
      return readPayload(model, member, request);
    default:
      return undefined;
  }
}

function readPayload(model: ServiceModel, member: Member, request: HttpRequest): unknown {
  if (member.type === "stream" || member.type === "blob") return request.body ?? request.stream;
  if (request.body === null || request.body.length === 0) return undefined;
  if (!member.type.startsWith("#")) return Buffer.from(request.body).toString("utf8");
  return decodeBody(model, member.type.slice(1), request.body);
}

function decodeBody(model: ServiceModel, shape: string, body: Uint8Array): Record<string, unknown> {
  const text = Buffer.from(body).toString("utf8");
  return model.protocol === "restXml"
    ? decodeXml(model, shape, text)
    : decodeJson(model, shape, parseJson(text));
}

/**
 * @throws WireError SerializationException
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WireError("SerializationException", `The body is not JSON: ${(error as Error).message}`);
  }
}

function decodeLabel(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    throw new WireError("InvalidURI", "Couldn't parse the specified URI.");
  }
}

/** An encoded REST response: everything but what the server itself adds. */
export interface EncodedOutput {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** Writes an operation's output: status, headers and body by the shape's bindings. */
export function encodeRest(
  model: ServiceModel,
  operation: OperationModel,
  output: Record<string, unknown>,
): EncodedOutput {
  const headers: Record<string, string> = {};
  let status = operation.http?.[2] ?? 200;
  if (operation.output === null) return { status, headers, body: "" };
  const shape = model.shapes[operation.output] as Structure;
  let payload: { member: Member; key: string; value: unknown } | null = null;
  let inBody = false;
  for (const [key, member] of Object.entries(shape.members)) {
    const value = output[key];
    if (member.in === undefined) inBody = true;
    if (value === undefined || value === null) continue;
    const wire = member.wire ?? key;
    if (member.in === "status") status = value as number;
    else if (member.in === "header") headers[wire.toLowerCase()] = writeHeader(member, value);
    else if (member.in === "prefixHeaders") {
      for (const [name, text] of Object.entries(value as Record<string, string>))
        headers[wire.toLowerCase() + name.toLowerCase()] = text;
    } else if (member.in === "payload") payload = { member, key, value };
  }
  if (payload !== null) return { status, headers, body: encodePayload(model, payload, headers) };
  if (!inBody) return { status, headers, body: "" };
  if (model.protocol === "restJson") {
    headers["content-type"] ??= "application/json";
    return {
      status,
      headers,
      body: JSON.stringify(encodeJson(model, operation.output, withoutBound(shape, output))),
    };
  }
  headers["content-type"] ??= "application/xml";
  const root = shape.xmlName ?? operation.output;
  return { status, headers, body: xmlDocument(model, operation.output, output, root) };
}

function withoutBound(shape: Structure, output: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(output).filter(([key]) => shape.members[key]?.in === undefined));
}

function encodePayload(
  model: ServiceModel,
  { member, key, value }: { member: Member; key: string; value: unknown },
  headers: Record<string, string>,
): EncodedOutput["body"] {
  if (!member.type.startsWith("#")) {
    return typeof value === "string" ? value : (value as Uint8Array | AsyncIterable<Uint8Array>);
  }
  const shape = member.type.slice(1);
  if (model.protocol === "restJson") {
    headers["content-type"] ??= "application/json";
    return JSON.stringify(encodeJson(model, shape, value));
  }
  headers["content-type"] ??= "application/xml";
  const definition = model.shapes[shape] as Shape;
  const root = member.wire ?? (definition.kind === "structure" ? definition.xmlName : undefined) ?? key;
  return xmlDocument(model, shape, value, root);
}

function xmlDocument(model: ServiceModel, shape: string, value: unknown, root: string): string {
  const namespace = model.xmlNamespace === "" ? "" : ` xmlns="${model.xmlNamespace}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${encodeXml(model, shape, value, root, namespace)}`;
}

function writeHeader(member: Member, value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  return writeScalar(member, value, "httpDate");
}
