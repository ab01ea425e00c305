import type { Expression, ImportDeclaration } from "oxc-parser";
import { type SourceFile, unwrapped } from "./source-file.ts";

/** How a file names the model language. */
export interface LanguageImports {
  /** Local name -> what it is called where it comes from: `m -> model`. Also from modules that pass the language on. */
  readonly builders: ReadonlyMap<string, string>;
  /** The `x` of `import * as x from "plinth"`, or null. */
  readonly namespace: string | null;
  /** Every name bound at the top of the file. */
  readonly bound: ReadonlySet<string>;
  readonly declarations: readonly ImportDeclaration[];
}

/** Reads a file's imports and everything else it binds at the top. */
export function languageImports(file: SourceFile): LanguageImports {
  const builders = new Map<string, string>();
  const bound = new Set<string>();
  const declarations: ImportDeclaration[] = [];
  let namespace: string | null = null;
  for (const statement of file.program.body) {
    if (statement.type !== "ImportDeclaration") {
      for (const name of boundBy(statement)) bound.add(name);
      continue;
    }
    declarations.push(statement);
    const isType = statement.importKind === "type";
    for (const specifier of statement.specifiers) {
      bound.add(specifier.local.name);
      if (isType) continue;
      if (specifier.type === "ImportNamespaceSpecifier" && statement.source.value === "plinth") {
        namespace ??= specifier.local.name;
      }
      if (specifier.type === "ImportSpecifier" && specifier.importKind !== "type") {
        const { imported } = specifier;
        builders.set(specifier.local.name, imported.type === "Literal" ? imported.value : imported.name);
      }
    }
  }
  return { builders, namespace, bound, declarations };
}

function boundBy(statement: SourceFile["program"]["body"][number]): string[] {
  const declaration =
    statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
      ? statement.declaration
      : statement;
  if (declaration === null) return [];
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id }) => namesIn(id));
  }
  const named = declaration as { readonly id?: { readonly type: string; readonly name?: string } | null };
  return named.id?.type === "Identifier" && named.id.name !== undefined ? [named.id.name] : [];
}

/** The names that a pattern binds: `a`, `{ a, b: [c] }`. */
function namesIn(pattern: { readonly type: string }): string[] {
  const node = pattern as {
    readonly type: string;
    readonly name?: string;
    readonly left?: { readonly type: string };
    readonly argument?: { readonly type: string };
    readonly value?: { readonly type: string };
    readonly elements?: readonly ({ readonly type: string } | null)[];
    readonly properties?: readonly { readonly type: string }[];
  };
  if (node.type === "Identifier") return node.name === undefined ? [] : [node.name];
  const inner = [node.left, node.argument, node.value, ...(node.elements ?? []), ...(node.properties ?? [])];
  return inner.flatMap((part) => (part === undefined || part === null ? [] : namesIn(part)));
}

/** The builder that a called expression stands for, `model` for `m(...)` or `plinth.model(...)`, or null. */
export function builderCalled(callee: Expression, imports: LanguageImports): string | null {
  const expression = unwrapped(callee);
  if (expression.type === "Identifier") return imports.builders.get(expression.name) ?? null;
  if (expression.type !== "MemberExpression" || expression.computed) return null;
  const object = unwrapped(expression.object);
  const isNamespace = object.type === "Identifier" && object.name === imports.namespace;
  return isNamespace && expression.property.type === "Identifier" ? expression.property.name : null;
}
