import { fieldKind } from "./backend-description.ts";
import type { BackendChange } from "./compare-backends.ts";
import { keepsValues } from "./compare-backends.ts";

/** Something to be known of the records that are there before it can be said whether a change loses any. */
export interface DataQuestion {
  /** Of the change that it decides on, as `--accept` takes it: `remove-field:Invoice.note`. */
  readonly id: string;
  readonly model: string;
  /** Which records count. */
  readonly records:
    | { readonly kind: "all" }
    | { readonly kind: "with"; readonly field: string }
    | { readonly kind: "without"; readonly field: string }
    /** Those whose field has another value (or an element with another value). */
    | { readonly kind: "otherThan"; readonly field: string; readonly values: readonly string[] };
}

/** What has to be asked about a change; null: it cannot lose anything. */
export function questionAbout(change: BackendChange): DataQuestion | null {
  switch (change.kind) {
    case "removeModel":
      return { id: `remove-model:${change.model}`, model: change.model, records: { kind: "all" } };
    case "moveModel":
      return { id: `move-model:${change.model}`, model: change.model, records: { kind: "all" } };
    case "removeField": {
      const { model, field } = change;
      return { id: `remove-field:${model}.${field}`, model, records: { kind: "with", field } };
    }
    case "addField": {
      const { model, field, to } = change;
      if (fieldKind(to).optional) return null;
      return { id: `require-field:${model}.${field}`, model, records: { kind: "without", field } };
    }
    case "changeField":
      return questionAboutField(change);
    default:
      return null;
  }
}

function questionAboutField({
  model,
  field,
  from,
  to,
}: Extract<BackendChange, { kind: "changeField" }>): DataQuestion | null {
  const [before, after] = [fieldKind(from), fieldKind(to)];
  const typeOf = (kind: string) => kind.replace(/\?$/, "");
  if (keepsValues(typeOf(from), typeOf(to))) {
    if (!before.optional || after.optional) return null;
    return { id: `require-field:${model}.${field}`, model, records: { kind: "without", field } };
  }
  const records: DataQuestion["records"] =
    after.values !== null && before.list === after.list
      ? { kind: "otherThan", field, values: after.values }
      : { kind: "with", field };
  return { id: `change-field:${model}.${field}`, model, records };
}
