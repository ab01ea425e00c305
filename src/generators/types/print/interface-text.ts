import { comment } from "./comment.ts";
import { identifier, propertyName } from "./identifier.ts";

export interface Property {
  readonly name: string;
  /** A TypeScript type. */
  readonly type: string;
  readonly optional?: boolean;
  readonly description?: string | null;
}

/** `export interface <name> { readonly ...; }`, with a line break at the end. */
export function interfaceText(
  name: string,
  description: string | null,
  properties: readonly Property[],
): string {
  const doc = comment(description);
  if (properties.length === 0)
    return `${doc}export type ${identifier(name)} = { readonly [key: string]: never };\n`;
  return `${doc}export interface ${identifier(name)} {\n${propertyLines(properties, 1)}}\n`;
}

/** `{ readonly a: A; readonly b?: B }` on one line. */
export function objectType(properties: readonly Property[]): string {
  if (properties.length === 0) return "{}";
  return `{ ${properties.map(propertyText).join("; ")} }`;
}

/** One property a line, with their descriptions. */
export function propertyLines(properties: readonly Property[], depth: number): string {
  const indent = "  ".repeat(depth);
  return properties
    .map((each) => `${comment(each.description ?? null, depth)}${indent}${propertyText(each)};\n`)
    .join("");
}

function propertyText({ name, type, optional = false }: Property): string {
  return `readonly ${propertyName(name)}${optional ? "?" : ""}:${type.startsWith("\n") ? "" : " "}${type}`;
}
