import type { Member, OperationModel, ServiceModel, Shape } from "../../../src/local/protocols/model.ts";
import { encode, type UnsignedRequest } from "../../support/cloud/sign-request.ts";

type Input = Readonly<Record<string, unknown>>;

/** Writes an operation's input as a client would, by the protocol of its service; whatever does not fit is written as it is. */
export function encodeRequest(model: ServiceModel, operation: string, input: Input): UnsignedRequest {
  const definition = model.operations[operation] as OperationModel;
  if (model.protocol === "json") {
    const headers = {
      "x-amz-target": `${model.target}.${operation}`,
      "content-type": "application/x-amz-json-1.1",
    };
    return { method: "POST", path: "/", query: "", headers, body: Buffer.from(JSON.stringify(input)) };
  }
  if (model.protocol === "query") {
    const pairs = [["Action", operation], ["Version", model.apiVersion], ...flat(input, "")];
    const body = pairs.map(([name, value]) => `${encode(name ?? "")}=${encode(value ?? "")}`).join("&");
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return { method: "POST", path: "/", query: "", headers, body: Buffer.from(body) };
  }
  return encodeRest(model, definition, input);
}

function encodeRest(model: ServiceModel, { http, input: shapeName }: OperationModel, input: Input) {
  const [method, uri] = http ?? ["POST", "/"];
  const shape = model.shapes[shapeName ?? ""] as Extract<Shape, { kind: "structure" }> | undefined;
  const members = shape?.members ?? {};
  const [pattern = "/", literal = ""] = uri.split("?");
  const path = pattern.replace(/\{(\w+)(\+?)\}/g, (_all, label: string, greedy: string) => {
    const key = Object.keys(members).find((name) => (members[name]?.wire ?? name) === label) ?? label;
    const text = textOf(input[key] ?? "x");
    return greedy ? text.split("/").map(encode).join("/") : encode(text);
  });
  const query = literal === "" ? [] : [literal];
  const headers: Record<string, string> = {};
  const inBody: Record<string, unknown> = {};
  let payload: readonly [string, Member] | null = null;
  for (const [key, member] of Object.entries(members)) {
    const value = input[key];
    const name = member.wire ?? key;
    if (member.in === "payload") payload = [key, member];
    if (value === undefined) continue;
    if (member.in === "query") query.push(`${encode(name)}=${encode(textOf(value))}`);
    else if (member.in === "header") headers[name.toLowerCase()] = headerOf(value);
    else if (member.in === undefined) inBody[name] = value;
  }
  const content = payload === null ? inBody : input[payload[0]];
  const body = bodyOf(model, content, payload);
  if (body.length > 0)
    headers["content-type"] = model.protocol === "restXml" ? "application/xml" : "application/json";
  return { method, path, query: query.join("&"), headers, body };
}

function bodyOf(model: ServiceModel, content: unknown, payload: readonly [string, Member] | null): Buffer {
  if (content === undefined) return Buffer.alloc(0);
  if (payload !== null && !payload[1].type.startsWith("#")) return Buffer.from(textOf(content), "base64");
  if (model.protocol === "restJson") return Buffer.from(JSON.stringify(content));
  if (Object.keys(content ?? {}).length === 0) return Buffer.alloc(0);
  return Buffer.from(xml(payload?.[1].wire ?? payload?.[0] ?? "Request", content));
}

function xml(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => xml(name, each)).join("");
  if (typeof value !== "object" || value === null) return `<${name}>${escaped(String(value))}</${name}>`;
  const tag = /^[A-Za-z]\w*$/.test(name) ? name : "Key";
  return `<${tag}>${Object.entries(value)
    .map(([key, each]) => xml(key, each))
    .join("")}</${tag}>`;
}

const escaped = (text: string) => text.replace(/[<>&]/g, (each) => `&#${each.charCodeAt(0)};`);

function flat(value: unknown, name: string): [string, string][] {
  const at = (step: string | number) => (name === "" ? String(step) : `${name}.${step}`);
  if (Array.isArray(value)) return value.flatMap((each, index) => flat(each, at(`member.${index + 1}`)));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, each]) => flat(each, at(key)));
  return [[name, String(value)]];
}

function textOf(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.toWellFormed();
}

/** What Node lets into a header. */
function headerOf(value: unknown): string {
  return textOf(value)
    .replace(/[^\t\x20-\x7e]/g, "?")
    .slice(0, 1000);
}
