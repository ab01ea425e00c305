import type { Expression, ObjectExpression } from "oxc-parser";
import { type CallChain, callChain } from "./call-chain.ts";
import { type LanguageImports, languageImports } from "./language-imports.ts";
import { type SourceFile, stringOf, unwrapped } from "./source-file.ts";

/** A model, enum or object that a file exports. */
export interface Declaration {
  /** The name it is exported under. */
  readonly name: string;
  readonly file: SourceFile;
  readonly imports: LanguageImports;
  /** Null where the value is not a plain chain of the language: something computed. */
  readonly chain: CallChain | null;
  /** Where the statement begins. */
  readonly start: number;
}

/** Everything a file exports as a constant, in order; a default export under the name `default`. */
export function declarationsIn(file: SourceFile): readonly Declaration[] {
  const imports = languageImports(file);
  const found: Declaration[] = [];
  const locals = new Map<string, { readonly init: Expression | null; readonly start: number }>();
  const add = (name: string, init: Expression | null, start: number) => {
    found.push({ name, file, imports, chain: init === null ? null : callChain(init, imports), start });
  };
  for (const statement of file.program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      add("default", statement.declaration as Expression, statement.start);
      continue;
    }
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type !== "Identifier") continue;
      locals.set(id.name, { init, start: statement.start });
      if (statement.type === "ExportNamedDeclaration") add(id.name, init, statement.start);
    }
  }
  for (const statement of file.program.body) {
    if (statement.type !== "ExportNamedDeclaration" || statement.source !== null) continue;
    for (const { local, exported } of statement.specifiers) {
      const name = exported.type === "Literal" ? exported.value : exported.name;
      const value = local.type === "Literal" ? undefined : locals.get(local.name);
      if (value !== undefined) add(name, value.init, value.start);
    }
  }
  return found;
}

/** The object literal with a model's fields, or null where they are passed some other way. */
export function fieldsObject(declaration: Declaration): ObjectExpression | null {
  const [argument] = declaration.chain?.root.arguments ?? [];
  if (argument === undefined || argument.type === "SpreadElement") return null;
  const expression = unwrapped(argument);
  return expression.type === "ObjectExpression" ? expression : null;
}

/** One field of a model as its file has it. */
export interface WrittenField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Null where the value is something computed. */
  readonly chain: CallChain | null;
  /** The model that a relation points to, where it is written out. */
  readonly target: string | null;
}

/** The fields written out in a model. What a spread brings is not seen: see `hasSpread`. */
export function writtenFields(declaration: Declaration): readonly WrittenField[] {
  const properties = fieldsObject(declaration)?.properties ?? [];
  return properties.flatMap((property): WrittenField[] => {
    if (property.type !== "Property") return [];
    const { key } = property;
    const name = key.type === "Identifier" && !property.computed ? key.name : stringOf(key);
    if (name === null) return [];
    const chain = callChain(property.value, declaration.imports);
    const target = stringOf(chain?.root.arguments[0]);
    return [{ name, start: property.start, end: property.end, chain, target }];
  });
}

/** Does the model take fields over from elsewhere, which cannot be seen here? */
export function hasSpread(declaration: Declaration): boolean {
  return fieldsObject(declaration)?.properties.some((property) => property.type === "SpreadElement") ?? false;
}
