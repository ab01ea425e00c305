/**
 * The JSON of values that nobody changes any more: what one handler leaves goes into the next ones' contexts, and what a
 * request brings into all of them.
 */
const known = new WeakMap<object, string>();

/** @returns the JSON of a value; null for undefined */
export function jsonText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const before = known.get(value);
  if (before !== undefined) return before;
  const text = JSON.stringify(value);
  known.set(value, text);
  return text;
}

/** The value of a JSON text, which is remembered with it. */
export function valueOfJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value === "object" && value !== null) known.set(value, text);
  return value;
}
