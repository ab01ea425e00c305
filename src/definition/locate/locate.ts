import { type Node, parseSync } from "oxc-parser";
import type { Problem } from "../../errors/user-error.ts";
import type { Finding, Step } from "../finding.ts";

/**
 * Turns places into lines. Only loaded when there is something to show.
 *
 * @param text of a file of the project; null where there is none
 */
export function locate(
  findings: readonly Finding[],
  text: (file: string) => string | null,
): readonly Problem[] {
  const files = new Map<string, SourceFile | null>();
  for (const { place } of findings) {
    if (!files.has(place.file)) files.set(place.file, sourceFile(place.file, text(place.file)));
  }
  return findings.map(({ place, message, remedy }) => {
    const file = files.get(place.file) ?? null;
    const offset = file === null ? null : offsetOf(file, place.path);
    return {
      file: place.file,
      line: offset === null ? null : lineAt(file?.text ?? "", offset),
      message,
      remedy,
    };
  });
}

interface SourceFile {
  readonly text: string;
  /** What each name at the top of the file stands for; exports, and `default`, among them. */
  readonly names: ReadonlyMap<string, Named>;
}

interface Named {
  readonly offset: number;
  readonly value: Node | null;
  /** The value is one call of a chain, and a property is looked for in its own argument, not in the first call's. */
  readonly isCall?: true;
}

function sourceFile(file: string, text: string | null): SourceFile | null {
  if (text === null) return null;
  const names = new Map<string, Named>();
  for (const statement of parseSync(file, text).program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      names.set("default", { offset: statement.start, value: statement.declaration as Node });
      continue;
    }
    if (statement.type === "ExportNamedDeclaration") {
      for (const { exported, local } of statement.specifiers) {
        if (exported.type !== "Identifier" || local.type !== "Identifier") continue;
        names.set(exported.name, names.get(local.name) ?? { offset: exported.start, value: local });
      }
    }
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier") names.set(id.name, { offset: id.start, value: init });
    }
  }
  return { text, names };
}

/** Follows the steps as far as they lead; null where not even the first one does. */
function offsetOf(file: SourceFile, path: readonly Step[]): number | null {
  let at: Named | null = null;
  for (const step of path) {
    const next: Named | null =
      "export" in step
        ? (file.names.get(step.export) ?? null)
        : at === null
          ? null
          : stepInto(file, at, step);
    if (next === null) break;
    at = next;
  }
  return at?.offset ?? null;
}

function stepInto(file: SourceFile, at: Named, step: Step): Named | null {
  const value = bare(file, at.value);
  if (value === null) return null;
  if ("call" in step) return callOf(value, step.call, step.nth);
  if (!("property" in step)) return null;
  const object = value.type === "ObjectExpression" ? value : argumentOf(file, value, at.isCall === true);
  if (object?.type !== "ObjectExpression") return null;
  for (const property of object.properties) {
    if (property.type === "Property" && nameOf(property.key) === step.property)
      return { offset: property.start, value: property.value };
    if (property.type === "SpreadElement") {
      const spread = stepInto(file, { offset: property.start, value: property.argument }, step);
      if (spread !== null) return spread;
    }
  }
  return null;
}

/** What is left of an expression without parentheses, casts, and names of constants. */
function bare(file: SourceFile, node: Node | null, depth = 0): Node | null {
  if (node === null || depth > 20) return null;
  switch (node.type) {
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
      return bare(file, node.expression, depth + 1);
    case "Identifier":
      return bare(file, file.names.get(node.name)?.value ?? null, depth + 1);
    default:
      return node;
  }
}

/** The object literal that a call takes; for a chain, unless `own`, the one that its first call takes. */
function argumentOf(file: SourceFile, node: Node, own: boolean): Node | null {
  if (node.type !== "CallExpression") return null;
  if (!own && node.callee.type === "MemberExpression") {
    const before = bare(file, node.callee.object);
    return before === null ? null : argumentOf(file, before, false);
  }
  return (
    node.arguments.map((each) => bare(file, each)).find((each) => each?.type === "ObjectExpression") ?? null
  );
}

/** The nth call of a method in a chain. */
function callOf(node: Node, name: string, nth: number): Named | null {
  const found: Named[] = [];
  for (
    let call: Node = node;
    call.type === "CallExpression" && call.callee.type === "MemberExpression";
    call = call.callee.object
  ) {
    const { property } = call.callee;
    if (property.type === "Identifier" && property.name === name) {
      found.unshift({ offset: property.start, value: call, isCall: true });
    }
  }
  return found.at(nth) ?? null;
}

function nameOf(key: Node): string | null {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : null;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = 0; i < offset; i++) if (text.charCodeAt(i) === 10) line++;
  return line;
}
