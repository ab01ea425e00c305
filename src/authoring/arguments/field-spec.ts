import type { Json, OnDelete, ScalarName } from "../../definition/ir.ts";

/** What one field argument of the command line says. Plain data: printed as one property of a model. */
export type FieldSpec = ValueFieldSpec | BelongsToSpec | HasSpec | ManyToManySpec;

export interface ValueFieldSpec {
  readonly kind: "value";
  readonly name: string;
  readonly type: ValueType;
  readonly optional: boolean;
  readonly list: boolean;
  readonly unique: boolean;
  readonly rules: RulesSpec;
  readonly default: DefaultSpec | null;
  readonly description: string | null;
}

export type ValueType =
  | { readonly kind: "scalar"; readonly scalar: ScalarName }
  | { readonly kind: "file" }
  | { readonly kind: "oneOf"; readonly values: readonly string[] }
  /** An exported `oneOf` or `object` of the project, by the name of its export. */
  | { readonly kind: "named"; readonly name: string };

/** Inclusive bounds; null where not said. `min` and `max` are of numbers, the lengths of text, the items of lists. */
export interface RulesSpec {
  readonly min: number | null;
  readonly max: number | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly pattern: string | null;
  readonly minItems: number | null;
  readonly maxItems: number | null;
}

export const noRules: RulesSpec = {
  min: null,
  max: null,
  minLength: null,
  maxLength: null,
  pattern: null,
  minItems: null,
  maxItems: null,
};

/** `now` and `generated` are words of the language; everything else is a literal. Null: none (JSON's null is not one). */
export type DefaultSpec = Json;

export interface BelongsToSpec {
  readonly kind: "belongsTo";
  readonly name: string;
  readonly target: string;
  readonly optional: boolean;
  /** At most one record points to the same target: its other side is a `hasOne`. */
  readonly unique: boolean;
  readonly onDelete: OnDelete | null;
  readonly unindexed: boolean;
  /** Name to give the other side, or null to derive it. */
  readonly inverse: string | null;
  readonly description: string | null;
}

export interface HasSpec {
  readonly kind: "hasMany" | "hasOne";
  readonly name: string;
  readonly target: string;
  /** Name of the `belongsTo` on the target; null to find or derive it. */
  readonly via: string | null;
  readonly description: string | null;
}

export interface ManyToManySpec {
  readonly kind: "manyToMany";
  readonly name: string;
  readonly target: string;
  /** Name of the link, where the two models are linked in more than one way. */
  readonly through: string | null;
  /** Name to give the other side, or null to derive it. */
  readonly inverse: string | null;
  readonly description: string | null;
}

export type RelationSpec = Exclude<FieldSpec, ValueFieldSpec>;
