import type { Json } from "../../definition/ir.ts";
import type { FieldSpec, RelationSpec, ValueFieldSpec } from "../arguments/field-spec.ts";
import type { CodeStyle } from "./code-style.ts";
import type { Layout } from "./layout.ts";
import { jsonLiteral, numberLiteral, stringLiteral } from "./literal.ts";
import { type ChainedCall, call, memberChain } from "./member-chain.ts";

/** How the file at hand calls a function of the language: `text`, or `plinth.text`, or a name it was renamed to. */
export type BuilderName = (builder: string) => string;

/** A field as a property of a model, without the comma after it. */
export function fieldLayout(field: FieldSpec, builder: BuilderName, style: CodeStyle): Layout {
  return [field.name, ": ", expression(field, builder, style)];
}

/** Functions of the language that a field needs. */
export function buildersOf(field: FieldSpec): readonly string[] {
  if (field.kind !== "value") return [field.kind];
  if (field.type.kind === "named") return [];
  return [field.type.kind === "scalar" ? field.type.scalar : field.type.kind];
}

/** The exported enum or object that a field needs, or null. */
export function namedTypeOf(field: FieldSpec): string | null {
  return field.kind === "value" && field.type.kind === "named" ? field.type.name : null;
}

function expression(field: FieldSpec, builder: BuilderName, style: CodeStyle): Layout {
  const calls = field.kind === "value" ? valueCalls(field, style) : relationCalls(field, style);
  return memberChain(root(field, builder, style), calls, style);
}

function root(field: FieldSpec, builder: BuilderName, style: CodeStyle): Layout {
  if (field.kind !== "value") return call(builder(field.kind), [stringLiteral(field.target, style)], style);
  switch (field.type.kind) {
    case "scalar":
      return call(builder(field.type.scalar), [], style);
    case "file":
      return call(builder("file"), [], style);
    case "oneOf": {
      const values = field.type.values.map((value) => stringLiteral(value, style));
      return call(builder("oneOf"), values, style);
    }
    case "named":
      return field.type.name;
  }
}

/** The order is one that the types allow: a list's default comes after `.list()`. */
function valueCalls(field: ValueFieldSpec, style: CodeStyle): readonly ChainedCall[] {
  const { rules } = field;
  const calls: ChainedCall[] = [];
  const add = (name: string, ...args: Layout[]) => calls.push({ name, args });
  if (rules.min !== null) add("min", numberLiteral(rules.min));
  if (rules.max !== null) add("max", numberLiteral(rules.max));
  if (rules.minLength !== null && rules.minLength === rules.maxLength) {
    add("length", numberLiteral(rules.minLength));
  } else {
    if (rules.minLength !== null) add("min", numberLiteral(rules.minLength));
    if (rules.maxLength !== null) add("max", numberLiteral(rules.maxLength));
  }
  if (rules.pattern !== null) {
    const literal = patternLiteral(rules.pattern, style);
    calls.push({
      name: "pattern",
      args: [literal],
      intricate: literal.startsWith("/") && literal.length > 7,
    });
  }
  if (field.unique) add("unique");
  if (field.list) add("list", ...itemBounds(field, style));
  if (field.default !== null) {
    const args = [jsonLiteral(field.default, style)];
    calls.push({ name: "default", args, intricate: depthOf(field.default) > 2 });
  }
  if (field.optional) add("optional");
  if (field.description !== null) add("describe", stringLiteral(field.description, style));
  return calls;
}

/** Lists and objects inside of each other, and the value in the innermost. */
function depthOf(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((most: number, item: Json) => Math.max(most, 1 + depthOf(item)), 1);
}

function itemBounds({ rules }: ValueFieldSpec, style: CodeStyle): Layout[] {
  const bounds: Record<string, number> = {};
  if (rules.minItems !== null) bounds.min = rules.minItems;
  if (rules.maxItems !== null) bounds.max = rules.maxItems;
  return Object.keys(bounds).length === 0 ? [] : [jsonLiteral(bounds, style)];
}

/** A regular expression literal where the pattern can be one as it stands, else a string. */
function patternLiteral(pattern: string, style: CodeStyle): string {
  const plain = /^[\x20-\x7e]+$/.test(pattern) && !pattern.includes("/") && !pattern.startsWith("*");
  return plain && compiles(pattern) ? `/${pattern}/` : stringLiteral(pattern, style);
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern).source === pattern;
  } catch {
    return false;
  }
}

function relationCalls(field: RelationSpec, style: CodeStyle): readonly ChainedCall[] {
  const calls: ChainedCall[] = [];
  const add = (name: string, ...args: string[]) => calls.push({ name, args });
  if (field.kind === "belongsTo") {
    if (field.optional) add("optional");
    if (field.onDelete !== null) add("onDelete", stringLiteral(field.onDelete, style));
    if (field.unindexed) add("unindexed");
  } else if (field.kind === "manyToMany") {
    if (field.through !== null) add("through", stringLiteral(field.through, style));
  } else if (field.via !== null) {
    add("via", stringLiteral(field.via, style));
  }
  if (field.description !== null) add("describe", stringLiteral(field.description, style));
  return calls;
}
