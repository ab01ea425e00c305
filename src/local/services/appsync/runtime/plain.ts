export type Plain = Record<string, unknown>;

/** A map in JSON's sense: not null, not a list. Works for values of another realm. */
export function isMap(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
