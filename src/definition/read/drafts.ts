import type { Place } from "../finding.ts";
import type { Access, BackendFunction, OnDelete, Scope } from "../ir.ts";
import type { ReadField } from "./read-field.ts";

/**
 * A model as its file says it, checked as far as that is possible without looking at other models. What could not be
 * understood is missing here and has been reported.
 */
export interface ModelDraft {
  readonly name: string;
  readonly plural: string;
  readonly pluralPlace: Place;
  readonly scope: Scope;
  readonly description: string | null;
  readonly place: Place;
  readonly fields: readonly ReadField[];
  readonly relations: readonly RelationDraft[];
  readonly indexes: readonly IndexDraft[];
  readonly uniques: readonly UniqueDraft[];
  readonly access: Access;
  readonly softDelete: { readonly keepDays: number } | null;
  readonly ttl: { readonly field: string; readonly place: Place } | null;
  readonly shards: number;
  readonly dedicated: boolean;
  /** Every name in the model, also of what is missing from `fields` and `relations`. */
  readonly names: ReadonlySet<string>;
}

export interface RelationDraft {
  readonly kind: "belongsTo" | "hasMany" | "hasOne" | "manyToMany";
  readonly name: string;
  readonly target: string;
  readonly description: string | null;
  readonly place: Place;
  readonly required: boolean;
  readonly unindexed: Place | null;
  readonly onDelete: { readonly action: OnDelete; readonly place: Place } | null;
  readonly via: { readonly name: string; readonly place: Place } | null;
  readonly through: { readonly name: string; readonly place: Place } | null;
}

export interface IndexDraft {
  readonly name: string;
  /** As written: names of fields and relations. */
  readonly hash: readonly string[];
  readonly sort: readonly string[];
  readonly description: string | null;
  readonly place: Place;
}

export interface UniqueDraft {
  readonly names: readonly string[];
  readonly place: Place;
}

export interface FunctionDraft {
  readonly value: BackendFunction;
  readonly place: Place;
  /** Names of models it mentions, each with the place. */
  readonly models: readonly { readonly name: string; readonly place: Place }[];
}
