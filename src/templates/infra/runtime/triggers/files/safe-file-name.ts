const longestStem = 80;
const longestEnding = 10;

/**
 * A file name as one part of a key: ASCII letters, digits, dots, dashes and underscores, no dot in front. What people
 * called the file stands in the record.
 *
 * @param name whatever a client sent: folders of any system, control characters, scripts that are written from right to left
 */
export function safeFileName(name: string): string {
  const last = name.normalize("NFKD").split(/[/\\]/).at(-1) ?? "";
  const dot = last.lastIndexOf(".");
  const stem = plain(dot > 0 ? last.slice(0, dot) : last).slice(0, longestStem);
  const ending = dot > 0 ? plain(last.slice(dot + 1)).slice(0, longestEnding) : "";
  return `${trimmed(stem) || "file"}${ending === "" ? "" : `.${ending}`}`;
}

function plain(text: string): string {
  return trimmed(
    text
      // What NFKD has split off: accents.
      .replace(/\p{M}/gu, "")
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/\.{2,}/g, "."),
  );
}

function trimmed(text: string): string {
  return text.replace(/^[.-]+|[.-]+$/g, "");
}
