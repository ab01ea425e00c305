import { dirname, join } from "node:path/posix";
import type { FieldSpec } from "../arguments/field-spec.ts";
import type { IndexSpec, UniqueSpec } from "../arguments/option-specs.ts";
import type { CodeStyle } from "../print/code-style.ts";
import { print } from "../print/layout.ts";
import { stringLiteral } from "../print/literal.ts";
import { buildersOf, fieldLayout } from "../print/print-field.ts";
import { indexCall, type TypeImport, uniqueCall } from "../print/print-model.ts";
import { builderNames } from "./builder-names.ts";
import { type Declaration, fieldsObject, type WrittenField } from "./find-declarations.ts";
import { insertCalls } from "./insert-calls.ts";
import { insertFields } from "./insert-fields.ts";
import { insertImports } from "./insert-imports.ts";
import type { LanguageImports } from "./language-imports.ts";
import { styleOf } from "./source-style.ts";
import type { TextEdit } from "./text-edit.ts";

/** What is to be added to a model that exists. */
export interface ModelEdit {
  readonly declaration: Declaration;
  readonly fields: readonly FieldSpec[];
  readonly indexes: readonly IndexSpec[];
  readonly uniques: readonly UniqueSpec[];
  /** Relations that must say from now on which belongsTo they mirror, because there is a second one. */
  readonly vias: readonly { readonly relation: WrittenField; readonly via: string }[];
  readonly typeImports: readonly TypeImport[];
}

/** Why a model cannot be edited, and what to write in it by hand. */
export interface Refusal {
  readonly declaration: Declaration;
  readonly reason: string;
  readonly lines: readonly string[];
}

/**
 * Works out the edits of one file.
 *
 * @param edits of models that stand in the same file
 * @returns the edits, or every model that cannot be edited
 */
export function editsOf(
  edits: readonly ModelEdit[],
):
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] } {
  const [first] = edits;
  if (first === undefined) return { ok: true, edits: [] };
  const { file, imports } = first.declaration;
  const style = styleOf(file);
  const refusals: Refusal[] = [];
  const result: TextEdit[] = [];
  const toImport: string[] = [];
  for (const edit of edits) {
    const reason = reasonToRefuse(edit);
    if (reason !== null) {
      refusals.push({ declaration: edit.declaration, reason, lines: linesByHand(edit, style) });
      continue;
    }
    const names = builderNames(edit.declaration, edit.fields.flatMap(buildersOf));
    toImport.push(...names.toImport);
    const { chain } = edit.declaration;
    const object = fieldsObject(edit.declaration);
    if (chain === null || object === null) continue;
    result.push(...insertFields(file, object, edit.fields, names.name, style));
    const calls = [
      ...edit.indexes.map((one) => indexCall(one, style)),
      ...edit.uniques.map((one) => uniqueCall(one, style)),
    ];
    result.push(...insertCalls(file, chain, calls, ["index", "unique"], style));
    for (const { relation, via } of edit.vias) {
      const end = relation.chain?.root.end ?? relation.end;
      result.push({ start: end, end, text: `.via(${stringLiteral(via, style)})` });
    }
  }
  if (refusals.length > 0) return { ok: false, refusals };
  result.push(...insertImports(file, imports, toImport, "plinth", style));
  const types = edits.flatMap((edit) => edit.typeImports);
  for (const from of [...new Set(types.map((type) => type.from))].sort()) {
    const names = types
      .filter((type) => type.from === from && !imports.bound.has(type.name))
      .map((type) => type.name);
    result.push(...insertImports(file, imports, names, from, style));
  }
  return { ok: true, edits: result };
}

function reasonToRefuse({ declaration, fields, typeImports }: ModelEdit): string | null {
  const { name, chain, imports, file } = declaration;
  if (chain?.builder !== "model")
    return `${name} is not written as \`export const ${name} = model({ ... })\``;
  if (fieldsObject(declaration) === null)
    return `the fields of ${name} are not written out where it is defined`;
  const types = typeImports.filter(
    (type) => imports.bound.has(type.name) && !isImported(type, imports, file.path),
  );
  const taken = [
    ...builderNames(declaration, fields.flatMap(buildersOf)).taken,
    ...types.map((type) => type.name),
  ];
  return taken.length > 0 ? `the file uses the name ${taken.join(" and ")} for something else` : null;
}

/** Is a name bound by an import from the very file it should come from, however the path is written? */
function isImported({ name, from }: TypeImport, imports: LanguageImports, path: string): boolean {
  const target = (source: string) => join(dirname(path), source);
  return imports.declarations.some(
    ({ source, specifiers }) =>
      target(source.value) === target(from) && specifiers.some(({ local }) => local.name === name),
  );
}

/** What a person has to write instead of Plinth. */
function linesByHand(edit: ModelEdit, style: CodeStyle): string[] {
  const plain = (builder: string) => builder;
  return [
    ...edit.fields.map((field) => `${print(fieldLayout(field, plain, style), style)},`),
    ...edit.indexes.map(
      (one) =>
        `.index(${print(
          indexCall(one, style).args.flatMap((arg, i) => (i === 0 ? [arg] : [", ", arg])),
          style,
        )})`,
    ),
    ...edit.uniques.map((one) => `.unique(${print(uniqueCall(one, style).args, style)})`),
    ...edit.vias.map(({ relation, via }) => `${relation.name}: add .via(${stringLiteral(via, style)})`),
  ];
}
