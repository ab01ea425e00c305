/** A piece of text put in the place of another (or between two characters, where `start` is `end`). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies edits that do not overlap. Edits at the same place keep their order. Every other character stays as it was.
 */
export async function applyEdits(text: string, edits: readonly TextEdit[]): Promise<string> {
  if (edits.length === 0) return text;
  const { default: MagicString } = await import("magic-string");
  const result = new MagicString(text);
  for (const { start, end, text: added } of edits) {
    if (start === end) result.appendLeft(start, added);
    else result.update(start, end, added);
  }
  return result.toString();
}
