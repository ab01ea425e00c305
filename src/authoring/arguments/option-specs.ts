import type { Scope } from "../../definition/ir.ts";

/** `--index byStatus:status:sort=dueOn`. */
export interface IndexSpec {
  readonly name: string;
  /** Fields as the user named them; a belongsTo stands for its foreign key. */
  readonly hash: readonly string[];
  readonly sort: readonly string[];
}

/** `--unique customer,number`. */
export interface UniqueSpec {
  readonly fields: readonly string[];
}

/** An *or* of *and*s of words: roles, `creator`, `signedIn`, `anyone`. Empty: nobody but the system. */
export type AccessSpec = readonly (readonly string[])[];

export type AccessAction = "read" | "create" | "update" | "delete";
export const accessActions: readonly AccessAction[] = ["read", "create", "update", "delete"];

/** Everything about a model besides its name and fields. Null: the language's default. */
export interface ModelOptions {
  readonly indexes: readonly IndexSpec[];
  readonly uniques: readonly UniqueSpec[];
  readonly access: Readonly<Record<AccessAction, AccessSpec | null>>;
  readonly scope: Scope | null;
  readonly softDelete: { readonly keepDays: number } | null;
  readonly ttl: string | null;
  readonly shards: number | null;
  readonly dedicated: boolean;
  readonly plural: string | null;
  readonly description: string | null;
}
