import type { ImportDeclaration, ImportSpecifier } from "oxc-parser";
import type { CodeStyle } from "../print/code-style.ts";
import { print } from "../print/layout.ts";
import { importLine } from "../print/print-model.ts";
import { endOfLineContent } from "./bracket-list.ts";
import { insertIntoList } from "./insert-into-list.ts";
import type { LanguageImports } from "./language-imports.ts";
import type { SourceFile } from "./source-file.ts";
import type { TextEdit } from "./text-edit.ts";

/**
 * Imports names, into the declaration that already imports from there where one can take them (it has braces and is not
 * `import type`), else by a new one in its place among the others.
 *
 * @param from as it is to be written
 */
export function insertImports(
  file: SourceFile,
  imports: LanguageImports,
  names: readonly string[],
  from: string,
  style: CodeStyle,
): readonly TextEdit[] {
  if (names.length === 0) return [];
  const wanted = [...new Set(names)].sort();
  const declaration = imports.declarations.find(
    (candidate) => candidate.source.value === from && takesNames(candidate, file),
  );
  return declaration === undefined
    ? [newDeclaration(file, imports, wanted, from, style)]
    : addNames(file, declaration, wanted, style);
}

function takesNames(declaration: ImportDeclaration, file: SourceFile): boolean {
  if (declaration.importKind === "type") return false;
  if (declaration.specifiers.some(({ type }) => type === "ImportNamespaceSpecifier")) return false;
  return bracesOf(declaration, file) !== null;
}

/** Positions of `{` and `}`, found without being misled by comments. */
function bracesOf(declaration: ImportDeclaration, file: SourceFile): { open: number; close: number } | null {
  const find = (character: string, from: number): number | null => {
    for (let at = from; at < declaration.source.start; ) {
      const comment = file.comments.find(({ start }) => start === at);
      if (comment !== undefined) at = comment.end;
      else if (file.text.charAt(at) === character) return at;
      else at++;
    }
    return null;
  };
  const open = find("{", declaration.start);
  if (open === null) return null;
  const close = find("}", declaration.specifiers.at(-1)?.end ?? open);
  return close === null ? null : { open, close };
}

function addNames(
  file: SourceFile,
  declaration: ImportDeclaration,
  names: readonly string[],
  style: CodeStyle,
): readonly TextEdit[] {
  const braces = bracesOf(declaration, file);
  const specifiers = declaration.specifiers.filter(
    (one): one is ImportSpecifier => one.type === "ImportSpecifier",
  );
  if (braces === null) return [];
  if (specifiers.length === 0) {
    const { open, close } = braces;
    const pad = style.bracketSpacing ? " " : "";
    return [{ start: open + 1, end: close, text: pad + names.join(", ") + pad }];
  }
  const existing = specifiers.map(({ imported }) =>
    imported.type === "Literal" ? imported.value : imported.name,
  );
  const order = orderOf(existing);
  const items = names.map((name) => ({
    after:
      order === null ? existing.length - 1 : existing.filter((other) => order(other, name) < 0).length - 1,
    text: () => name,
  }));
  return insertIntoList({ file, ...braces, elements: specifiers }, items, style);
}

/** The order the names are in, or null where they are in none. */
function orderOf(names: readonly string[]): ((a: string, b: string) => number) | null {
  const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const byLetter = (a: string, b: string) => byCode(a.toLowerCase(), b.toLowerCase());
  const inOrder = (order: (a: string, b: string) => number) =>
    names.every((name, i) => i === 0 || order(names[i - 1] ?? "", name) <= 0);
  return [byLetter, byCode].find(inOrder) ?? null;
}

function newDeclaration(
  file: SourceFile,
  imports: LanguageImports,
  names: readonly string[],
  from: string,
  style: CodeStyle,
): TextEdit {
  const line = print(importLine(names, from, style), style);
  const isFile = from.startsWith(".");
  const before = imports.declarations.filter(({ source }) => isFile || !source.value.startsWith("."));
  const last = before.at(-1);
  if (last !== undefined) {
    const end = endOfLineContent(file, last.end);
    return { start: end, end, text: style.eol + line };
  }
  const start = imports.declarations[0]?.start ?? file.program.body[0]?.start ?? file.text.length;
  const gap = imports.declarations.length === 0 ? style.eol : "";
  return { start, end: start, text: line + style.eol + gap };
}
