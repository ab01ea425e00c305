const longest = 60;

/**
 * A user's text for use in a message: in double quotes, on one line, with everything invisible escaped, and cut when long.
 */
export function quoted(value: unknown): string {
  const text = typeof value === "string" ? value : shown(value);
  const cut = text.length > longest ? `${text.slice(0, longest)}...` : text;
  return typeof value === "string" ? escaped(JSON.stringify(cut)) : escaped(cut);
}

function shown(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol" || typeof value === "bigint" || value === undefined) return String(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "a value that is not JSON";
  }
}

function escaped(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
