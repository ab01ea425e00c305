/**
 * Values on the command line are escaped as in URLs, because `%` and hexadecimal digits are the only escape that no
 * shell touches: `%20` is a space, `%3A` a colon, `%2C` a comma, `%25` a percent sign.
 */

const keepsItsMeaning = /[^A-Za-z0-9_.@+=-]/gu;

/**
 * Escapes any text so that it can stand in an argument, in every shell, without quotes.
 *
 * @returns letters, digits, `_.@+=-` and `%XX`
 */
export function escapeValue(text: string): string {
  return text.replace(keepsItsMeaning, (character) =>
    // A lone surrogate has no UTF-8 form; encodeURIComponent would throw.
    encodeURIComponent(character.isWellFormed() ? character : "\uFFFD").replace(
      /[!'()*~]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  );
}

/**
 * Resolves the escapes of a value.
 *
 * @returns the text, or the 0-based place of the `%` that is not an escape, with a hint for what to write
 */
export function unescapeValue(raw: string): { ok: true; text: string } | { ok: false; at: number } {
  const wrong = /%(?![0-9A-Fa-f]{2})/.exec(raw);
  if (wrong !== null) return { ok: false, at: wrong.index };
  // Each run of escapes is one piece of UTF-8; a broken one is reported at its first percent sign.
  let text = "";
  let from = 0;
  for (const run of raw.matchAll(/(?:%[0-9A-Fa-f]{2})+/g)) {
    try {
      text += raw.slice(from, run.index) + decodeURIComponent(run[0]);
    } catch {
      return { ok: false, at: run.index };
    }
    from = run.index + run[0].length;
  }
  return { ok: true, text: text + raw.slice(from) };
}
