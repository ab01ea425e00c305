import type { IndexSpec, ModelSpec, UniqueSpec } from "../../templates/infra/runtime/data/spec.ts";

/** What of a model decides where its records are and how they are found. */
export type BackfillModel = Pick<
  ModelSpec,
  "name" | "shards" | "dedicated" | "ttlField" | "indexes" | "uniques"
>;

/** Something that is new on a model, and that the records which are there already lack. */
export type BackfillItem = IndexBackfill | UniqueBackfill;

export interface IndexBackfill {
  readonly kind: "index";
  readonly model: BackfillModel;
  readonly index: IndexSpec;
}

export interface UniqueBackfill {
  readonly kind: "unique";
  readonly model: BackfillModel;
  readonly unique: UniqueSpec;
}

/** Where a stage keeps its records. */
export interface BackfillTables {
  /** The table of all models but the dedicated ones; it also keeps how far back-fills have come. */
  readonly pooled: string;
  /** By model. */
  readonly dedicated: Readonly<Record<string, string>>;
}

/** @throws where a model is dedicated and its table was not named */
export function tableOf({ pooled, dedicated }: BackfillTables, model: BackfillModel): string {
  if (!model.dedicated) return pooled;
  const table = dedicated[model.name];
  if (table === undefined) throw new Error(`The table of ${model.name} is not known.`);
  return table;
}

/** What tells two back-fills apart: an index of another shape is another index, whatever its name. */
export function identityOf(item: BackfillItem): string {
  const { name } = item.model;
  if (item.kind === "unique") return `${name}!${item.unique.name}!${item.unique.fields.join(",")}`;
  const { index } = item;
  return `${name}.${index.name}.${index.slot}.${index.revision ?? 1}`;
}

/** For people: `Invoice.byStatus`. */
export function nameOf(item: BackfillItem): string {
  return `${item.model.name}.${item.kind === "index" ? item.index.name : item.unique.name}`;
}
