import { type BackendDescription, fieldKind, type ModelDescription } from "./backend-description.ts";

/** One thing that a deployment changes, in the words of the project. */
export type BackendChange =
  | { readonly kind: "addModel" | "removeModel"; readonly model: string }
  | { readonly kind: "moveModel"; readonly model: string; readonly from: string; readonly to: string }
  | { readonly kind: "addField"; readonly model: string; readonly field: string; readonly to: string }
  | { readonly kind: "removeField"; readonly model: string; readonly field: string; readonly from: string }
  | {
      readonly kind: "changeField";
      readonly model: string;
      readonly field: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: "addIndex" | "removeIndex"; readonly model: string; readonly index: string }
  | { readonly kind: "addUnique" | "removeUnique"; readonly model: string; readonly unique: string }
  | { readonly kind: "addFunction" | "removeFunction"; readonly function: string };

const empty: BackendDescription = { models: {}, functions: [] };

/**
 * What two deployments differ in.
 *
 * @param before null: nothing was deployed
 */
export function compareBackends(
  before: BackendDescription | null,
  after: BackendDescription,
): readonly BackendChange[] {
  const old = before ?? empty;
  return [
    ...eachOf(old.models, after.models).flatMap(([model, from, to]): readonly BackendChange[] => {
      if (from === undefined) return [{ kind: "addModel", model }];
      if (to === undefined) return [{ kind: "removeModel", model }];
      return compareModels(model, from, to);
    }),
    ...eachOf(named(old.functions), named(after.functions)).flatMap(
      ([name, from, to]): readonly BackendChange[] => {
        if (from === undefined) return [{ kind: "addFunction", function: name }];
        return to === undefined ? [{ kind: "removeFunction", function: name }] : [];
      },
    ),
  ];
}

function compareModels(
  model: string,
  before: ModelDescription,
  after: ModelDescription,
): readonly BackendChange[] {
  const moved: readonly BackendChange[] =
    before.place === after.place ? [] : [{ kind: "moveModel", model, from: before.place, to: after.place }];
  const fields = eachOf(before.fields, after.fields).flatMap(
    ([field, from, to]): readonly BackendChange[] => {
      if (from === undefined) return [{ kind: "addField", model, field, to: to ?? "" }];
      if (to === undefined) return [{ kind: "removeField", model, field, from }];
      return from === to ? [] : [{ kind: "changeField", model, field, from, to }];
    },
  );
  const indexes = eachOf(before.indexes, after.indexes).flatMap(
    ([index, from, to]): readonly BackendChange[] => {
      if (to === undefined) return [{ kind: "removeIndex", model, index }];
      // Another slot or revision is another index, whatever its name.
      return from === to ? [] : [{ kind: "addIndex", model, index }];
    },
  );
  const uniques = eachOf(before.uniques, after.uniques).flatMap(
    ([unique, from, to]): readonly BackendChange[] => {
      if (to === undefined) return [{ kind: "removeUnique", model, unique }];
      return from === to ? [] : [{ kind: "addUnique", model, unique }];
    },
  );
  return [...moved, ...fields, ...indexes, ...uniques];
}

/** Can every value that is there be read as the new kind of field? */
export function keepsValues(from: string, to: string): boolean {
  const [before, after] = [fieldKind(from), fieldKind(to)];
  if (before.list !== after.list || (before.optional && !after.optional)) return false;
  if (before.type === after.type) return true;
  if (after.type === "text") return textual.has(before.type) || before.values !== null;
  if (after.type === "decimal") return before.type === "integer" || before.type === "money";
  if (after.type === "money") return before.type === "integer";
  return before.values?.every((value) => after.values?.includes(value)) ?? false;
}

/** What is stored as a text and can be given as any text. */
const textual: ReadonlySet<string> = new Set(["email", "url", "phone", "id", "date", "time", "dateTime"]);

function named(names: readonly string[]): Readonly<Record<string, true>> {
  return Object.fromEntries(names.map((name) => [name, true]));
}

/** Every key of two records, sorted, with what each has there. */
function eachOf<T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
): readonly (readonly [string, T | undefined, T | undefined])[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return keys.map((key) => [key, before[key], after[key]] as const);
}
