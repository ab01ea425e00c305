/** One place where code asks for what APPSYNC_JS does not have. */
export interface Violation {
  readonly rule: Rule;
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export type Rule =
  | "size"
  | "syntax"
  | "module"
  | "statement"
  | "operator"
  | "expression"
  | "global"
  | "method"
  | "function-value"
  | "recursion";

/** Where in the text an offset is. */
export function placeOf(code: string, offset: number): Pick<Violation, "line" | "column"> {
  const before = code.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** Told of each violation, with the node it is at. */
export type Report = (rule: Rule, node: { readonly start: number }, message: string) => void;
