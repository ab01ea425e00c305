/** A policy in a template: a structure, or its JSON text. */
export function documentText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
