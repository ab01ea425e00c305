import { WireError } from "../kernel/wire-error.ts";
import type { Member, ServiceModel, Shape } from "./model.ts";
import { readScalar } from "./scalars.ts";

const deepest = 64;

/**
 * Reads form parameters (`Tags.member.1.Key=a`) by a shape, per the AWS query protocol
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
 *
 * @throws WireError where a value has the wrong type or parameters are unknown to the shape
 */
export function decodeQuery(
  model: ServiceModel,
  shape: string | null,
  parameters: URLSearchParams,
): Record<string, unknown> {
  const tree: Tree = new Map();
  for (const [name, value] of parameters) {
    if (name !== "Action" && name !== "Version") plant(tree, name, value);
  }
  if (shape === null) return {};
  return (readShape(model, shape, tree) as Record<string, unknown> | undefined) ?? {};
}

type Tree = Map<string, string | Tree>;

function plant(tree: Tree, name: string, value: string): void {
  const steps = name.split(".");
  if (steps.length > deepest) throw new WireError("MalformedInput", "The request is nested too deeply");
  let at = tree;
  for (const step of steps.slice(0, -1)) {
    const next = at.get(step);
    if (next instanceof Map) {
      at = next;
      continue;
    }
    const fresh: Tree = new Map();
    at.set(step, fresh);
    at = fresh;
  }
  at.set(steps.at(-1) as string, value);
}

function readShape(model: ServiceModel, name: string, node: string | Tree | undefined): unknown {
  if (node === undefined) return undefined;
  const shape = model.shapes[name] as Shape;
  if (shape.kind === "list") return readList(model, shape.member, node, false);
  if (shape.kind === "map") return readMap(model, shape, node, false);
  if (!(node instanceof Map))
    throw new WireError("MalformedInput", `Expected a structure, got ${JSON.stringify(node)}`);
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(shape.members)) {
    const value = readMember(model, member, node.get(member.wire ?? key));
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function readMember(model: ServiceModel, member: Member, node: string | Tree | undefined): unknown {
  if (node === undefined) return undefined;
  if (!member.type.startsWith("#")) {
    if (node instanceof Map) throw new WireError("MalformedInput", "Expected a value, got a structure");
    return readScalar(member, node);
  }
  const shape = model.shapes[member.type.slice(1)] as Shape;
  if (shape.kind === "list") return readList(model, shape.member, node, member.flattened === true);
  if (shape.kind === "map") return readMap(model, shape, node, member.flattened === true);
  return readShape(model, member.type.slice(1), node);
}

function readList(model: ServiceModel, member: Member, node: string | Tree, flattened: boolean): unknown[] {
  // An empty list is written as `Tags=`.
  if (!(node instanceof Map)) return node === "" ? [] : [readMember(model, member, node)];
  const entries = flattened ? node : (node.get(member.wire ?? "member") ?? node.get("member") ?? node);
  if (!(entries instanceof Map)) return [];
  return numbered(entries).map((entry) => readMember(model, member, entry));
}

function readMap(
  model: ServiceModel,
  shape: Extract<Shape, { kind: "map" }>,
  node: string | Tree,
  flattened: boolean,
) {
  const result: Record<string, unknown> = {};
  if (!(node instanceof Map)) return result;
  const entries = flattened ? node : node.get("entry");
  if (!(entries instanceof Map)) return result;
  for (const entry of numbered(entries)) {
    if (!(entry instanceof Map)) continue;
    const key = entry.get(shape.key.wire ?? "key");
    const value = readMember(model, shape.value, entry.get(shape.value.wire ?? "value"));
    if (typeof key === "string")
      Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

function numbered(entries: Tree): (string | Tree)[] {
  return [...entries]
    .filter(([step]) => /^\d+$/.test(step))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, entry]) => entry);
}
