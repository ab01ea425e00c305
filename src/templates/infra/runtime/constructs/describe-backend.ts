import type { FieldSpec, ModelSpec } from "../data/spec.ts";
import type { BackendSettings } from "./settings.ts";

/** Where the service stack's template carries the description: `Metadata.Backend`. */
export const descriptionKey = "Backend";

/**
 * What a deployed template says of the models it serves, so that the next deployment can tell what it would change for
 * the records that are there.
 */
export interface BackendDescription {
  /** By name. */
  readonly models: Readonly<Record<string, ModelDescription>>;
  /** Names, sorted. */
  readonly functions: readonly string[];
}

export interface ModelDescription {
  /** `tenant`; with `.shards(4)` `tenant/4`; with a table of its own `tenant dedicated`. Decides where records are. */
  readonly place: string;
  /** By attribute: `text`, `text?` where it may be absent, `text[]` for lists, `enum(draft|sent)`. */
  readonly fields: Readonly<Record<string, string>>;
  /** By name: slot and revision, what is compared and what sorts: `3.1 status,ownerId/dueOn`. */
  readonly indexes: Readonly<Record<string, string>>;
  /** By name: its attributes, `customerId,number`. */
  readonly uniques: Readonly<Record<string, string>>;
  /** The field after which a record is gone. */
  readonly ttlField?: string;
}

export function describeBackend({ models, enums, functions }: BackendSettings): BackendDescription {
  return {
    models: Object.fromEntries(models.map((model) => [model.name, describeModel(model, enums)])),
    functions: functions.map(({ name }) => name),
  };
}

function describeModel(model: ModelSpec, enums: BackendSettings["enums"]): ModelDescription {
  const shards = model.shards > 1 ? `/${model.shards}` : "";
  return {
    place: `${model.scope}${shards}${model.dedicated ? " dedicated" : ""}`,
    fields: Object.fromEntries(
      model.fields.map((field) => [field.name, describeField(field, enums[`${model.name}.${field.name}`])]),
    ),
    indexes: Object.fromEntries(
      model.indexes.map(({ name, slot, revision = 1, hash, sort }) => [
        name,
        `${slot}.${revision} ${hash.join(",")}/${sort.join(",")}`,
      ]),
    ),
    uniques: Object.fromEntries(model.uniques.map(({ name, fields }) => [name, fields.join(",")])),
    ...(model.ttlField !== undefined && { ttlField: model.ttlField }),
  };
}

function describeField(field: FieldSpec, values: readonly string[] | undefined): string {
  const type = values === undefined ? field.type : `enum(${values.join("|")})`;
  return `${type}${field.list ? "[]" : ""}${field.optional ? "?" : ""}`;
}
