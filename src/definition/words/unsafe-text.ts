/**
 * Why a user's text cannot be carried into a schema, a template and source code, or null where it can. Quotes, backticks
 * and the like are no reason: everything that prints a text escapes it.
 *
 * @param longest greatest number of UTF-16 units
 */
export function unsafeText(text: string, longest: number): string | null {
  if (text.length > longest) return `is ${text.length} characters long; at most ${longest} are allowed`;
  if (!text.isWellFormed()) return "has half of a character (a lone surrogate)";
  const bad = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u.exec(
    text.replace(/[\n\t]/g, " "),
  );
  return bad === null ? null : `has the invisible character ${codePoint(bad[0])}`;
}

/** `U+200E`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
