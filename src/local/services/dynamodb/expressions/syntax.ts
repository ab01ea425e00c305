/** Where in an item: attribute names (an alias begins with `#`) and list indexes. */
export type Parts = readonly (string | number)[];

/** An operand as it is written, names and values not yet filled in. */
export type Operand =
  | { readonly kind: "path"; readonly parts: Parts }
  | { readonly kind: "value"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Operand[] };

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** A condition over operands of either state: as written, or bound to the names and values of one request. */
export type ConditionOf<O> =
  | { readonly kind: "compare"; readonly operator: Comparator; readonly left: O; readonly right: O }
  | { readonly kind: "between"; readonly operand: O; readonly low: O; readonly high: O }
  | { readonly kind: "in"; readonly operand: O; readonly choices: readonly O[] }
  | { readonly kind: "test"; readonly name: string; readonly args: readonly O[] }
  | { readonly kind: "and" | "or"; readonly left: ConditionOf<O>; readonly right: ConditionOf<O> }
  | { readonly kind: "not"; readonly condition: ConditionOf<O> };

export type Condition = ConditionOf<Operand>;

/** What a SET assigns: an operand, or the sum or difference of two. */
export type AssignedOf<O> =
  | O
  | { readonly kind: "arithmetic"; readonly sign: "+" | "-"; readonly left: O; readonly right: O };

export type ActionOf<O> =
  | { readonly kind: "set"; readonly path: Parts; readonly value: AssignedOf<O> }
  | { readonly kind: "remove"; readonly path: Parts }
  | { readonly kind: "add" | "delete"; readonly path: Parts; readonly value: O };

export type Action = ActionOf<Operand>;
