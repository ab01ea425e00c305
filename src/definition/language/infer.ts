import type { Defined } from "./chain.ts";
import type { FieldState, ValueOf } from "./field-builder.ts";
import type { ModelState, Shape } from "./model.ts";
import type { RelationState } from "./relations.ts";

type Flat<T> = { [Name in keyof T]: T[Name] };

type StateAt<S extends Shape, Name extends keyof S> = S[Name] extends Defined<infer State> ? State : never;

/** The stored fields; every one is there when a record is read, `null` where it is optional and absent. */
type StoredFields<S extends Shape> = {
  readonly [Name in keyof S as StateAt<S, Name> extends FieldState ? Name : never]: StateAt<
    S,
    Name
  > extends infer State extends FieldState
    ? ValueOf<State>
    : never;
};

type ForeignKeys<S extends Shape> = {
  readonly [Name in keyof S & string as StateAt<S, Name> extends RelationState & {
    readonly relation: "belongsTo";
  }
    ? `${Name}Id`
    : never]: StateAt<S, Name> extends { readonly optional: true } ? string | null : string;
};

interface RecordFields {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null where the system created it. */
  readonly createdBy: string | null;
  /** Counts up with every write. */
  readonly version: number;
}

type StateOf<M> = M extends Defined<infer State> ? (State extends ModelState ? State : never) : never;

/**
 * The type of a model's records (or of a field's values): `type Invoice = Infer<typeof Invoice>`.
 */
export type Infer<D extends Defined> =
  D extends Defined<infer State>
    ? State extends ModelState
      ? Flat<
          RecordFields &
            StoredFields<State["shape"]> &
            ForeignKeys<State["shape"]> &
            (State["scope"] extends "tenant" ? { readonly tenantId: string } : unknown) &
            (State["softDelete"] extends true ? { readonly deletedAt: string | null } : unknown)
        >
      : State extends FieldState
        ? ValueOf<State>
        : never
    : never;

/** Stored names that a new record may leave out. */
type Omissible<S extends Shape> = {
  [Name in keyof S & string]: StateAt<S, Name> extends
    | { readonly optional: true }
    | { readonly defaulted: true }
    ? StateAt<S, Name> extends RelationState
      ? `${Name}Id`
      : Name
    : never;
}[keyof S & string];

type Stored<S extends Shape> = StoredFields<S> & ForeignKeys<S>;

/** What it takes to create a record. */
export type InferCreate<M extends Defined> = Flat<
  { readonly id?: string } & Omit<Stored<StateOf<M>["shape"]>, Omissible<StateOf<M>["shape"]>> &
    Partial<
      Pick<Stored<StateOf<M>["shape"]>, Omissible<StateOf<M>["shape"]> & keyof Stored<StateOf<M>["shape"]>>
    >
>;

/** What an update may change. `null` clears an optional field. */
export type InferUpdate<M extends Defined> = Flat<
  { readonly id: string; readonly expectedVersion?: number } & Partial<Stored<StateOf<M>["shape"]>>
>;
