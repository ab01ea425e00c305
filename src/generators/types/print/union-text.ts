const lineWidth = 100;

/** A union of texts: `"draft" | "sent"`; one a line where they are many. */
export function literalUnion(values: readonly string[]): string {
  return unionText(values.map((value) => JSON.stringify(value)));
}

/** A union of types; `never` for none. */
export function unionText(types: readonly string[]): string {
  const oneLine = types.join(" | ");
  if (oneLine.length <= lineWidth) return types.length === 0 ? "never" : oneLine;
  return types.map((type) => `\n  | ${type}`).join("");
}
