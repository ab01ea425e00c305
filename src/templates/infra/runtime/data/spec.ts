/**
 * What the runtime knows of a model: plain data, written by `plinth generate` into `infra/models/*.gen.ts`, read by the
 * CDK app, by the AppSync functions (in slices, see `resolvers/manifest.ts`) and by the Lambdas.
 *
 * A property that is absent means "no" or "none", so that the generated files stay short.
 */
export interface ModelSpec {
  /** PascalCase, singular. */
  readonly name: string;
  /** PascalCase, plural. */
  readonly plural: string;
  readonly scope: Scope;
  /** 1 to 8: how many partitions the records of one owner are spread over. */
  readonly shards: number;
  /** True: records live in a table of their own (named `<Model>` to the runtime) instead of the pooled one. */
  readonly dedicated: boolean;
  /** Days that a deleted record can still be restored. Absent: deleting is final. */
  readonly softDeleteDays?: number;
  /** The dateTime field after which a record is gone. */
  readonly ttlField?: string;
  /** Every stored attribute except the system ones: the declared fields, then the foreign keys. */
  readonly fields: readonly FieldSpec[];
  /** Sorted by name. */
  readonly indexes: readonly IndexSpec[];
  /** Sorted by name. */
  readonly uniques: readonly UniqueSpec[];
  /** What this model belongs to. */
  readonly references: readonly ReferenceSpec[];
  /** hasMany and hasOne fields. */
  readonly collections: readonly CollectionSpec[];
  /** manyToMany fields. */
  readonly links: readonly LinkSpec[];
  /** The other side of `references`: what happens elsewhere when a record of this model is deleted. */
  readonly dependents: readonly DependentSpec[];
  readonly access: AccessSpec;
}

/** Whose data a model holds: the tenant's, one user's, or everybody's. */
export type Scope = "tenant" | "user" | "global";

export type FieldType =
  | "text"
  | "integer"
  | "decimal"
  | "money"
  | "boolean"
  | "date"
  | "time"
  | "dateTime"
  | "email"
  | "url"
  | "phone"
  | "json"
  | "id"
  | "enum"
  | "object"
  | "file";

export interface FieldSpec {
  readonly name: string;
  readonly type: FieldType;
  readonly list?: true;
  readonly optional?: true;
  readonly default?: DefaultSpec;
  /** Inclusive bounds; on each element where `list`. */
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Java-compatible; the whole text must match. */
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The fields of an object. */
  readonly fields?: readonly FieldSpec[];
}

/** `now`: the moment of the write in the field's own format. `generated`: a new ULID. */
export type DefaultSpec = "now" | "generated" | { readonly value: Json };

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface IndexSpec {
  readonly name: string;
  /** 1 to 12: the GSI that serves it, attributes `gsi<slot>_pk` and `gsi<slot>_sk`. */
  readonly slot: number;
  /** Absent: 1. Part of the key from 2 on, so that entries of an older shape are never read. */
  readonly revision?: number;
  /** Attributes compared with equals. */
  readonly hash: readonly string[];
  /** Attributes that order the records, most significant first; then the id. */
  readonly sort: readonly string[];
}

export interface UniqueSpec {
  readonly name: string;
  readonly fields: readonly string[];
}

/** What becomes of the records that point to a deleted one. */
export type OnDelete = "restrict" | "cascade" | "setNull" | "keep";

/** A belongsTo. */
export interface ReferenceSpec {
  /** The GraphQL field: `customer`. */
  readonly name: string;
  readonly target: string;
  /** The stored attribute: `customerId`. */
  readonly foreignKey: string;
}

/** A hasMany, or a hasOne where `single`. */
export interface CollectionSpec {
  readonly name: string;
  readonly target: string;
  /** The index of the target that reads it; its first hash attribute is the foreign key. */
  readonly index: string;
  readonly single?: true;
}

/** One side of a manyToMany. */
export interface LinkSpec {
  readonly name: string;
  readonly target: string;
  /** The link's own name, the same on both sides. Its items always live in the pooled table. */
  readonly link: string;
  readonly side: "left" | "right";
}

/** A belongsTo of another model (or of this one) that points here. */
export interface DependentSpec {
  /** The model that holds the foreign key. */
  readonly model: string;
  /** Its belongsTo. */
  readonly relation: string;
  readonly foreignKey: string;
  /** Its index on the foreign key; absent only for "keep". */
  readonly index?: string;
  readonly onDelete: OnDelete;
}

export interface AccessSpec {
  readonly read: Rule;
  readonly create: Rule;
  readonly update: Rule;
  readonly delete: Rule;
}

/** An *or* of *and*s. Empty: nobody but the system. */
export type Rule = readonly (readonly Principal[])[];

export type Principal = `role:${string}` | "creator" | "signedIn" | "anyone";

/** Attributes every record has beside its own fields, with their types. */
export const systemFields: readonly FieldSpec[] = [
  { name: "id", type: "id" },
  { name: "createdAt", type: "dateTime" },
  { name: "updatedAt", type: "dateTime" },
  { name: "createdBy", type: "id", optional: true },
  { name: "version", type: "integer" },
];
