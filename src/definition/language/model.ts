import type { Scope } from "../ir.ts";
import type { AccessInput } from "./access.ts";
import { chainStarter, type Defined } from "./chain.ts";
import type { AnyField, FieldState } from "./field-builder.ts";
import type { AnyRelation, RelationState } from "./relations.ts";

export type Shape = Readonly<Record<string, AnyField | AnyRelation>>;

/** What the compiler knows of a model. */
export interface ModelState {
  readonly shape: Shape;
  readonly scope: Scope;
  readonly softDelete: boolean;
}

export type AnyModel = Defined<ModelState>;

type Fields<S extends Shape, Wanted extends Partial<FieldState>> = {
  [Name in keyof S]: S[Name] extends Defined<infer State>
    ? State extends FieldState & Wanted
      ? Name
      : State extends RelationState & { readonly relation: "belongsTo" }
        ? Wanted extends { readonly kind: "dateTime" }
          ? never
          : Name
        : never
    : never;
}[keyof S] &
  string;

type Sortable =
  | "text"
  | "integer"
  | "decimal"
  | "money"
  | "date"
  | "time"
  | "dateTime"
  | "email"
  | "url"
  | "phone"
  | "id";

/** Names that an index may be looked up by: fields of one plain value, and belongsTo relations. */
export type HashName<S extends Shape> = Fields<
  S,
  { readonly kind: Sortable | "enum" | "boolean"; readonly list: false }
>;

/** Names that an index may be sorted by. */
export type SortName<S extends Shape> = Fields<S, { readonly kind: Sortable; readonly list: false }>;

/** Names of the moments after which a record may disappear. */
export type ExpiryName<S extends Shape> = Fields<S, { readonly kind: "dateTime"; readonly list: false }>;

export interface IndexOptions<Sort extends string> {
  /** What the records come sorted by, most significant first. Left out: in order of creation. */
  readonly sort?: Sort | readonly Sort[];
  readonly description?: string;
}

export interface AccessInputs {
  readonly read?: AccessInput;
  readonly create?: AccessInput;
  readonly update?: AccessInput;
  readonly delete?: AccessInput;
}

export interface ModelBuilder<S extends Shape, In extends Scope, Soft extends boolean>
  extends Defined<{ readonly shape: S; readonly scope: In; readonly softDelete: Soft }> {
  /**
   * A way to list records quickly: those whose fields equal given values, in some order.
   *
   * @param name `by...`, the name of the list's argument
   * @param fields what is looked up by; `[]` for all records, in the order that `sort` gives
   */
  index(
    name: `by${string}`,
    fields: readonly [HashName<S>, ...HashName<S>[]],
    options?: IndexOptions<SortName<S>>,
  ): ModelBuilder<S, In, Soft>;
  index(
    name: `by${string}`,
    fields: readonly [],
    options: IndexOptions<SortName<S>> & { readonly sort: unknown },
  ): ModelBuilder<S, In, Soft>;
  /** No two records have the same values in all these fields. Records where one of them is absent are exempt. */
  unique(fields: readonly [HashName<S>, ...HashName<S>[]]): ModelBuilder<S, In, Soft>;
  /**
   * Who may do what. An operation left out keeps its default: `"member"` for the tenant's data, `"creator"` for a user's; for
   * global data `"signedIn"` may read and only the system may write.
   */
  access(rules: AccessInputs): ModelBuilder<S, In, Soft>;
  /** Whose data this is: the tenant's (without this), one user's, or everybody's. */
  scope<const NewScope extends Scope>(scope: NewScope): ModelBuilder<S, NewScope, Soft>;
  /** Deleted records can be restored for this many days. */
  softDelete(options: { readonly keepDays: number }): ModelBuilder<S, In, true>;
  /** Records disappear by themselves some time (minutes to days) after the moment in this field. Reads hide them at once. */
  ttl(field: ExpiryName<S>): ModelBuilder<S, In, Soft>;
  /** Spreads a very hot model over this many partitions (2 to 8). Lists then come shard by shard. */
  shards(count: number): ModelBuilder<S, In, Soft>;
  /** A DynamoDB table of its own. */
  dedicated(): ModelBuilder<S, In, Soft>;
  /** Where the plural of the model's name is not the usual English one. */
  plural(name: string): ModelBuilder<S, In, Soft>;
  describe(text: string): ModelBuilder<S, In, Soft>;
}

export const modelMethods = [
  "index",
  "unique",
  "access",
  "scope",
  "softDelete",
  "ttl",
  "shards",
  "dedicated",
  "plural",
  "describe",
] as const;

/** A kind of record. Its name is the name it is exported under. */
export const model = chainStarter("model", modelMethods) as <const S extends Shape>(
  fields: S,
) => ModelBuilder<S, "tenant", false>;
