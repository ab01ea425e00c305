import { gunzipSync } from "node:zlib";
import { WireError } from "../kernel/wire-error.ts";
import { encodeEventStream, eventStreamType } from "./event-stream.ts";
import type { HttpRequest } from "./http-message.ts";
import { decodeJson, writeJson } from "./json.ts";
import type { OperationModel, ServiceModel, Shape } from "./model.ts";
import { decodeQuery } from "./query.ts";
import { missingMembers } from "./required-members.ts";
import { decodeRest, type EncodedOutput, encodeRest, parseJson } from "./rest.ts";
import { encodeXml } from "./xml.ts";

const largestText = 32 * 1024 * 1024;

/**
 * Reads a request into an operation's input, whatever the service's protocol.
 *
 * @throws WireError also where a required member is missing
 */
export function decodeInput(
  model: ServiceModel,
  operation: string,
  request: HttpRequest,
  labels: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const definition = model.operations[operation] as OperationModel;
  const input = read(model, definition, request, labels);
  checkRequired(model, definition, input);
  return input;
}

function read(
  model: ServiceModel,
  definition: OperationModel,
  request: HttpRequest,
  labels: Readonly<Record<string, string>>,
) {
  if (model.protocol === "restJson" || model.protocol === "restXml")
    return decodeRest(model, definition, request, labels);
  const text = textOf(request);
  if (model.protocol === "query") return decodeQuery(model, definition.input, new URLSearchParams(text));
  if (definition.input === null) return {};
  return decodeJson(model, definition.input, text === "" ? {} : parseJson(text));
}

/** SDKs compress large PutMetricData requests. */
function textOf(request: HttpRequest): string {
  const { body } = request;
  if (body === null) return "";
  if (request.headers["content-encoding"] !== "gzip") {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  }
  try {
    return gunzipSync(body, { maxOutputLength: largestText }).toString("utf8");
  } catch {
    throw new WireError("SerializationException", "The body is not what gzip makes of at most 32 MB.");
  }
}

function checkRequired(
  model: ServiceModel,
  definition: OperationModel,
  input: Record<string, unknown>,
): void {
  if (definition.input === null) return;
  const missing = missingMembers(model, definition.input, input);
  if (missing.length === 0) return;
  const sentences = missing.map(
    (place) => `Value null at '${place}' failed to satisfy constraint: Member must not be null`,
  );
  throw new WireError(
    model.protocol === "json" ? "ValidationException" : "ValidationError",
    `${missing.length} validation error${missing.length === 1 ? "" : "s"} detected: ${sentences.join("; ")}`,
  );
}

/** Writes an operation's output in the service's protocol. */
export function encodeOutput(
  model: ServiceModel,
  operation: string,
  output: Record<string, unknown>,
  requestId: string,
): EncodedOutput {
  const definition = model.operations[operation] as OperationModel;
  const streamed = eventsOf(model, definition);
  if (streamed !== null && model.protocol === "json") {
    const { [streamed.member]: told, ...initial } = output;
    return {
      status: 200,
      headers: { "content-type": eventStreamType },
      body: encodeEventStream(model, streamed.union, initial, told as AsyncIterable<object>),
    };
  }
  switch (model.protocol) {
    case "restJson":
    case "restXml":
      return encodeRest(model, definition, output);
    case "json":
      return {
        status: 200,
        headers: { "content-type": "application/x-amz-json-1.0" },
        body: definition.output === null ? "{}" : writeJson(model, definition.output, output),
      };
    case "query": {
      const result =
        definition.output === null ? "" : encodeXml(model, definition.output, output, `${operation}Result`);
      return {
        status: 200,
        headers: { "content-type": "text/xml" },
        body: `<${operation}Response xmlns="${model.xmlNamespace}">${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
      };
    }
  }
}

interface Events {
  readonly member: string;
  /** The shape of them. */
  readonly union: string;
}

/** Of each operation, once: it is asked for with every answer. */
const events = new WeakMap<OperationModel, Events | null>();

/** The member of an output that is a stream of events; null: it has none. */
function eventsOf(model: ServiceModel, operation: OperationModel): Events | null {
  let known = events.get(operation);
  if (known === undefined) {
    known = findEvents(model, operation);
    events.set(operation, known);
  }
  return known;
}

function findEvents(model: ServiceModel, { output }: OperationModel): Events | null {
  if (output === null) return null;
  const shape = model.shapes[output] as Extract<Shape, { kind: "structure" }>;
  const found = Object.entries(shape.members).find(([, member]) => member.events);
  return found === undefined ? null : { member: found[0], union: found[1].type.slice(1) };
}
