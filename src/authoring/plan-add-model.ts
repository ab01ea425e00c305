import { pluralOf } from "../definition/words/plural-of.ts";
import { UserError } from "../errors/user-error.ts";
import type { FileChange } from "../files/file-change.ts";
import type { ArgumentProblem } from "./arguments/argument-problem.ts";
import type { FieldSpec } from "./arguments/field-spec.ts";
import type { ModelSpec } from "./arguments/parse-model-arguments.ts";
import { editsOf, type ModelEdit, type Refusal } from "./edit/edit-model.ts";
import { type Declaration, hasSpread } from "./edit/find-declarations.ts";
import { lineAt, stringOf } from "./edit/source-file.ts";
import { applyEdits } from "./edit/text-edit.ts";
import { kebabCase } from "./names/kebab-case.ts";
import { namedTypeOf } from "./print/print-field.ts";
import { printModelFile, type TypeImport } from "./print/print-model.ts";
import { argumentError } from "./project/argument-error.ts";
import { type DeclaredNames, declaredNames, type ModelFile } from "./project/declared-names.ts";
import { type Origin, originsOf } from "./project/origins.ts";
import { existingModelProblems, newModelProblems } from "./project/own-model.ts";
import { relativeImport } from "./project/relative-import.ts";
import { nameProblems } from "./project/resolve-names.ts";
import { ModelDraft } from "./relations/model-draft.ts";
import { planRelations } from "./relations/plan-relations.ts";

export interface AddModelPlan {
  /** Changes of the user's own files. */
  readonly changes: readonly FileChange[];
  /** The file the model is in. */
  readonly path: string;
  /** False: fields were added to a model that exists. */
  readonly isNew: boolean;
  /** Names of fields that were added, by model; the model itself is among them. */
  readonly added: Readonly<Record<string, readonly string[]>>;
  /** The model takes fields over by a spread: they can only be known by loading it. */
  readonly hasSpread: boolean;
  readonly notes: readonly string[];
  /** Which argument each piece of new text stands for. */
  readonly origins: readonly Origin[];
}

/**
 * Works out what `add-model` writes into the user's files. Reads nothing from disk, writes nothing.
 *
 * @param argumentsOf the arguments of the fields, in their order
 * @param files everything in `models/`
 * @param withInverse whether to add the other sides of relations
 * @throws UserError with every problem, also where a file cannot be edited safely
 */
export async function planAddModel(
  spec: ModelSpec,
  argumentsOf: readonly string[],
  files: readonly ModelFile[],
  withInverse: boolean,
): Promise<AddModelPlan> {
  const argumentOf = (name: string) =>
    argumentsOf[spec.fields.findIndex((field) => field.name === name)] ?? name;
  const declared = await declaredNames(files, [spec.name, ...spec.fields.flatMap(namesIn)]);
  const existing = declared.get(spec.name) ?? null;
  const path = existing?.file.path ?? `models/${kebabCase(spec.name)}.ts`;
  const problems: ArgumentProblem[] = [
    ...(existing === null
      ? newModelProblems(spec, path, files)
      : existingModelProblems(spec, existing, argumentOf)),
    ...(await nameProblems(spec.name, spec.fields, declared, files, argumentOf)),
  ];
  if (problems.length > 0) throw argumentError("add-model", problems);

  const own = new ModelDraft(spec.name, existing);
  for (const field of spec.fields) own.add(field, argumentOf(field.name));
  const drafts = new Map<string, ModelDraft>();
  const relations = planRelations(own, spec.fields, {
    plural: pluralFor(spec, existing),
    withInverse,
    argumentOf,
    draftOf: (name) => {
      const declaration = declared.get(name);
      if (declaration === undefined) return null;
      const draft = drafts.get(name) ?? new ModelDraft(name, declaration);
      drafts.set(name, draft);
      return draft;
    },
  });
  if (relations.problems.length > 0) throw argumentError("add-model", relations.problems);

  const typeImports = importsOfTypes(own.added, declared, path);
  const uniques = [...spec.options.uniques, ...relations.uniques];
  const edits = [...drafts.values()].flatMap((draft): ModelEdit[] =>
    draft.declaration === null || !draft.changed
      ? []
      : [
          {
            declaration: draft.declaration,
            fields: draft.added,
            indexes: [],
            uniques: [],
            vias: draft.vias,
            typeImports: [],
          },
        ],
  );
  if (existing !== null) {
    const { indexes } = spec.options;
    edits.unshift({
      declaration: existing,
      fields: own.added,
      indexes,
      uniques,
      vias: own.vias,
      typeImports,
    });
  }
  const changes = await editFiles(edits);
  if (existing === null) {
    const whole = { ...spec, fields: own.added, options: { ...spec.options, uniques } };
    changes.unshift({ path, before: null, after: printModelFile(whole, typeImports) });
  }
  const touched = [own, ...drafts.values()].filter((draft) => draft.changed || draft === own);
  return {
    changes,
    path,
    isNew: existing === null,
    added: Object.fromEntries(touched.map((draft) => [draft.name, draft.added.map((field) => field.name)])),
    hasSpread: existing !== null && hasSpread(existing),
    notes: relations.notes,
    origins: originsOf(spec, existing, path, touched),
  };
}

function namesIn(field: FieldSpec): string[] {
  const type = namedTypeOf(field);
  return field.kind === "value" ? (type === null ? [] : [type]) : [field.target];
}

/** The plural that the API will have, or the name itself where English has none. */
function pluralFor(spec: ModelSpec, existing: Declaration | null): string {
  const call = existing?.chain?.calls.find(({ name }) => name === "plural");
  return spec.options.plural ?? stringOf(call?.node.arguments[0]) ?? pluralOf(spec.name) ?? spec.name;
}

function importsOfTypes(
  fields: readonly FieldSpec[],
  declared: DeclaredNames,
  path: string,
): readonly TypeImport[] {
  return [...new Set(fields.flatMap((field) => namedTypeOf(field) ?? []))].flatMap((name): TypeImport[] => {
    const from = declared.get(name)?.file.path;
    return from === undefined || from === path ? [] : [{ name, from: relativeImport(path, from) }];
  });
}

async function editFiles(edits: readonly ModelEdit[]): Promise<FileChange[]> {
  const refusals: Refusal[] = [];
  const changes: FileChange[] = [];
  for (const path of new Set(edits.map(({ declaration }) => declaration.file.path))) {
    const inFile = edits.filter(({ declaration }) => declaration.file.path === path);
    const result = editsOf(inFile);
    const before = inFile[0]?.declaration.file.text ?? "";
    if (result.ok) changes.push({ path, before, after: await applyEdits(before, result.edits) });
    else refusals.push(...result.refusals);
  }
  if (refusals.length > 0) throw refusalError(refusals);
  return changes;
}

function refusalError(refusals: readonly Refusal[]): UserError {
  const [first] = refusals;
  const file = first?.declaration.file.path ?? "";
  return new UserError({
    code: "FILE_NEEDS_YOUR_HAND",
    message: `${file} is written in a way that Plinth does not change. Nothing was written.`,
    remedy:
      "Add the lines below by hand, then run the command again (with --no-inverse where they are another side of a relation).",
    problems: refusals.map(({ declaration, reason, lines }) => ({
      file: declaration.file.path,
      line: lineAt(declaration.file.text, declaration.start),
      message: `${reason}.`,
      remedy: `Add to ${declaration.name}: ${lines.join(" ")}`,
    })),
  });
}
