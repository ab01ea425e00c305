import { quote } from "../../print-literal.ts";

const lineWidth = 100;

/**
 * A union of texts: `"draft" | "sent"`; one a line where they are many.
 *
 * @param depth how far the line is indented on which it starts, in steps of two spaces
 */
export function literalUnion(values: readonly string[], depth = 0): string {
  return unionText(
    values.map((value) => quote(value)),
    depth,
  );
}

/** A union of types; `never` for none. */
export function unionText(types: readonly string[], depth = 0): string {
  const oneLine = types.join(" | ");
  if (oneLine.length <= lineWidth - 2 * depth) return types.length === 0 ? "never" : oneLine;
  return types.map((type) => `\n${"  ".repeat(depth + 1)}| ${type}`).join("");
}
