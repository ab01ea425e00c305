import type { BoundAction, BoundCondition } from "../expressions/bound.ts";
import type { Parts } from "../expressions/syntax.ts";
import type { Item } from "../values/attribute-value.ts";

/** A PartiQL statement with its parameters filled in. */
export type Statement =
  | {
      readonly kind: "select";
      readonly table: string;
      readonly index: string | null;
      /** Null: all attributes. */
      readonly projection: readonly Parts[] | null;
      readonly where: BoundCondition | null;
      readonly descending: boolean;
      /** Inside EXISTS: only whether there is such an item. */
      readonly exists: boolean;
    }
  | { readonly kind: "insert"; readonly table: string; readonly item: Item }
  | {
      readonly kind: "update";
      readonly table: string;
      readonly actions: readonly BoundAction[];
      readonly where: BoundCondition | null;
      readonly returning: Returning | null;
    }
  | {
      readonly kind: "delete";
      readonly table: string;
      readonly where: BoundCondition | null;
      readonly returning: Returning | null;
    };

export type Returning = "ALL_OLD" | "ALL_NEW" | "UPDATED_OLD" | "UPDATED_NEW";
export type Select = Extract<Statement, { kind: "select" }>;
export type Change = Exclude<Statement, Select>;
