import type { Comment, Expression, Program } from "oxc-parser";

/** A parsed file of the user. Offsets are UTF-16 positions in `text`, which is byte for byte what is on disk. */
export interface SourceFile {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
}

/** Either the file, or what its first syntax error is and where. */
export type ParsedSource =
  | { readonly ok: true; readonly file: SourceFile }
  | { readonly ok: false; readonly line: number; readonly message: string };

/**
 * Parses a TypeScript file. The parser is loaded at the first call only: commands that edit nothing do not pay for it.
 *
 * @param path relative to the project; its ending decides the dialect
 */
export async function parseSource(path: string, text: string): Promise<ParsedSource> {
  const { parseSync } = await import("oxc-parser");
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error === undefined) return { ok: true, file: { path, text, program, comments } };
  return { ok: false, line: lineAt(text, error.labels[0]?.start ?? 0), message: error.message };
}

/** 1-based line of a position. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

/** What stands before the first character that is not a space on the line of a position. */
export function indentationAt(text: string, position: number): string {
  const start = lineStart(text, position);
  return /^[ \t]*/.exec(text.slice(start, position))?.[0] ?? "";
}

/** Where the line of a position begins; a byte order mark is not part of it. */
export function lineStart(text: string, position: number): number {
  const start = text.lastIndexOf("\n", position - 1) + 1;
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** The expression without parentheses, `as`, `satisfies` and `!` around it. */
export function unwrapped(expression: Expression): Expression {
  switch (expression.type) {
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
      return unwrapped(expression.expression);
    default:
      return expression;
  }
}

/** The text of a string literal (also of a template without values), or null. */
export function stringOf(node: { readonly type: string } | undefined): string | null {
  if (node === undefined) return null;
  const expression = unwrapped(node as Expression);
  if (expression.type === "Literal" && typeof expression.value === "string") return expression.value;
  const isPlain = expression.type === "TemplateLiteral" && expression.expressions.length === 0;
  return isPlain ? (expression.quasis[0]?.value.cooked ?? null) : null;
}
