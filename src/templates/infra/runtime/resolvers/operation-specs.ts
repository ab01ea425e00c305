import type { FieldSpec, FieldType, IndexSpec, Rule, Scope, UniqueSpec } from "../data/spec.ts";

/**
 * What each resolver carries in its code as `const spec = {...}` and hands to the shared functions in `ctx.stash.spec`:
 * slices of a ModelSpec with nothing the operation does not need, since there is one for every field of the API.
 * Made by `slice-spec.ts`. A property that is absent means "no" or "none".
 */

/** Where a model's records are, and when one of them counts as gone. */
export interface Place {
  readonly name: string;
  readonly scope: Scope;
  readonly shards: number;
  /** The model whose own table it is; absent: the pooled table. */
  readonly table?: string;
  /** Deleted records stay for a while and can be restored. */
  readonly soft?: true;
  /** Records expire. */
  readonly ttl?: true;
}

/** A model seen by one operation, with the rule for that operation. */
export interface Target extends Place {
  readonly access: Rule;
}

/** A belongsTo field, or a foreign key whose target must exist. */
export interface Parent<Of extends Place = Target> {
  readonly name: string;
  readonly foreignKey: string;
  readonly target: Of;
}

/** The fields that hold a date, a time or both: their values are brought to one form before they are compared. */
export type Times = Readonly<Record<string, FieldType>>;

export interface GetSpec extends Target {
  readonly uniques?: readonly UniqueSpec[];
  readonly times?: Times;
  /** Of a hasOne on a model with shards: the unique constraint on its foreign key. */
  readonly by?: string;
}

export interface QuerySpec extends Target {
  readonly indexes: readonly IndexSpec[];
  /** Of a hasMany or hasOne: the index that is read by the id of the source. */
  readonly by?: string;
  /** A hasOne: one record or null instead of a page. */
  readonly single?: true;
  readonly times?: Times;
  /** belongsTo fields that may be read along with a page. */
  readonly parents?: readonly Parent[];
}

export interface ParentSpec {
  readonly parent: Parent;
}

export interface LinkedSpec extends Target {
  readonly link: string;
  readonly side: "left" | "right";
  readonly times?: Times;
  readonly parents?: readonly Parent[];
}

export interface WriteSpec extends Target {
  readonly fields: readonly FieldSpec[];
  readonly indexes: readonly IndexSpec[];
  readonly uniques: readonly UniqueSpec[];
  readonly references: readonly Parent<Place>[];
  readonly ttlField?: string;
}

export interface DeleteSpec extends Target {
  readonly indexes: readonly IndexSpec[];
  readonly uniques: readonly UniqueSpec[];
  readonly keepDays?: number;
  readonly restricts?: readonly Restrict[];
}

/** A belongsTo elsewhere that forbids deleting what it points to. One for each shard of the model it is on. */
export interface Restrict {
  readonly relation: string;
  readonly target: Place;
  readonly index: IndexSpec;
  readonly shard: number;
}

export interface RestoreSpec extends Target {
  readonly indexes: readonly IndexSpec[];
  readonly references: readonly Parent<Place>[];
  readonly ttlField?: string;
}

export interface ChangeLinksSpec extends Target {
  readonly link: string;
  readonly linked: Place;
  /** Names in the input: `invoiceId`, `labelIds`. */
  readonly ownId: string;
  readonly otherIds: string;
  /** Takes links away instead of adding them. */
  readonly remove?: true;
}

export interface SubscribeSpec extends Target {}

export interface DisconnectSpec {
  /** Every subscription field, sorted. */
  readonly subscriptions: readonly string[];
}
