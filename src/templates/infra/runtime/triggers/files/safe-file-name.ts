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
  const plain = last
    // What NFKD has split off: accents.
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[.-]+|[.-]+$/g, "");
  const dot = plain.lastIndexOf(".");
  const ending = dot > 0 ? plain.slice(dot).slice(0, longestEnding) : "";
  const stem = (dot > 0 ? plain.slice(0, dot) : plain).slice(0, longestStem);
  return `${stem.replace(/[.-]+$/, "") || "file"}${ending}`;
}
