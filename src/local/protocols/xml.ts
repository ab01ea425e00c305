import { XMLParser, XMLValidator } from "fast-xml-parser";
import { WireError } from "../kernel/wire-error.ts";
import type { Member, ServiceModel, Shape } from "./model.ts";
import { readScalar, writeScalar } from "./scalars.ts";

/**
 * Writes a value as XML by its shape, without an XML declaration.
 *
 * @param name of the element
 * @param attributes text to put behind the name, such as ` xmlns="..."`
 */
export function encodeXml(
  model: ServiceModel,
  shape: string,
  value: unknown,
  name: string,
  attributes = "",
): string {
  return `<${name}${attributes}>${content(model, shape, value)}</${name}>`;
}

function content(model: ServiceModel, name: string, value: unknown): string {
  const shape = model.shapes[name] as Shape;
  if (shape.kind === "list")
    return (value as unknown[])
      .map((item) => element(model, shape.member, item, shape.member.wire ?? "member"))
      .join("");
  if (shape.kind === "map") return entries(model, shape, value as object, "entry");
  return Object.entries(shape.members)
    .filter(
      ([key, member]) =>
        (member.in === undefined || member.in === "payload") &&
        (value as Record<string, unknown>)[key] != null,
    )
    .map(([key, member]) => structureMember(model, key, member, (value as Record<string, unknown>)[key]))
    .join("");
}

function structureMember(model: ServiceModel, key: string, member: Member, value: unknown): string {
  const name = member.wire ?? key;
  const shape = member.type.startsWith("#") ? (model.shapes[member.type.slice(1)] as Shape) : null;
  if (member.flattened && shape?.kind === "list")
    return (value as unknown[]).map((item) => element(model, shape.member, item, name)).join("");
  if (member.flattened && shape?.kind === "map") return entries(model, shape, value as object, name);
  return element(model, member, value, name);
}

function element(model: ServiceModel, member: Member, value: unknown, name: string): string {
  if (!member.type.startsWith("#"))
    return `<${name}>${escapeText(writeScalar(member, value, "dateTime"))}</${name}>`;
  const shape = model.shapes[member.type.slice(1)] as Shape;
  const attributes = shape.kind === "structure" ? attributesOf(shape, value as Record<string, unknown>) : "";
  return `<${name}${attributes}>${content(model, member.type.slice(1), value)}</${name}>`;
}

function attributesOf(shape: Extract<Shape, { kind: "structure" }>, value: Record<string, unknown>): string {
  return Object.entries(shape.members)
    .filter(([key, member]) => member.attribute && value[key] != null)
    .map(([key, member]) => ` ${member.wire ?? key}="${escapeXml(String(value[key]))}"`)
    .join("");
}

function entries(
  model: ServiceModel,
  shape: Extract<Shape, { kind: "map" }>,
  value: object,
  name: string,
): string {
  return Object.entries(value)
    .map(([key, item]) => {
      const keyElement = element(model, shape.key, key, shape.key.wire ?? "key");
      return `<${name}>${keyElement}${element(model, shape.value, item, shape.value.wire ?? "value")}</${name}>`;
    })
    .join("");
}

const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text and attribute content. */
export function escapeXml(text: string): string {
  return escapeText(text).replace(/["']/g, (character) => named[character] as string);
}

/**
 * Text between tags, where quotes are quotes: a template is full of them. Control characters, which XML would fold or
 * refuse, become references, as S3 writes them.
 */
function escapeText(text: string): string {
  return text
    .replace(/[&<>]/g, (character) => named[character] as string)
    .replace(/[\p{Cc}\u2028]/gu, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * Reads an XML body by its shape.
 *
 * @returns the structure, whatever its root element is called
 * @throws WireError MalformedXML
 */
export function decodeXml(model: ServiceModel, shape: string, text: string): Record<string, unknown> {
  // Entities and document types have no place in an AWS request, and are how parsers are attacked.
  if (text.includes("<!") || XMLValidator.validate(text) !== true) throw malformed();
  let root: unknown;
  try {
    root = Object.values(parser.parse(text) as object)[0];
  } catch {
    throw malformed();
  }
  return (readShape(model, shape, root, 0) as Record<string, unknown> | undefined) ?? {};
}

function readShape(model: ServiceModel, name: string, node: unknown, depth: number): unknown {
  if (depth > 64) throw malformed();
  const shape = model.shapes[name] as Shape;
  if (shape.kind === "list") {
    const wrapper = node as Record<string, unknown>;
    return asArray(
      wrapper === null || typeof wrapper !== "object" ? undefined : wrapper[shape.member.wire ?? "member"],
    ).map((item) => readMember(model, shape.member, item, depth));
  }
  if (shape.kind === "map") return {};
  if (node === "" || node === undefined) return {};
  if (typeof node !== "object" || node === null) throw malformed();
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(shape.members)) {
    const value = (node as Record<string, unknown>)[member.wire ?? key];
    if (value === undefined) continue;
    const inner = member.type.startsWith("#") ? (model.shapes[member.type.slice(1)] as Shape) : null;
    result[key] =
      member.flattened && inner?.kind === "list"
        ? asArray(value).map((item) => readMember(model, inner.member, item, depth))
        : readMember(model, member, Array.isArray(value) ? value[0] : value, depth);
  }
  return result;
}

function readMember(model: ServiceModel, member: Member, node: unknown, depth: number): unknown {
  if (member.type.startsWith("#")) return readShape(model, member.type.slice(1), node, depth + 1);
  if (typeof node === "object") throw malformed();
  return readScalar(member, String(node));
}

function asArray(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function malformed(): WireError {
  return new WireError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
}
