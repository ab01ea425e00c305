/** One piece of a pattern of Java's DateTimeFormatter. */
export type Piece =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "field"; readonly letter: string; readonly count: number; readonly pad: number }
  | { readonly kind: "optional"; readonly pieces: readonly Piece[] };

/** How many times a letter may stand; a letter that is not here means nothing to Java 8. */
const counts: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries([..."GEMLQq"].map((letter) => [letter, [1, 2, 3, 4, 5]])),
  ...Object.fromEntries([..."uyYAnN"].map((letter) => [letter, range(1, 19)])),
  ...Object.fromEntries([..."dhHkKmsw"].map((letter) => [letter, [1, 2]])),
  ...Object.fromEntries([..."Xx"].map((letter) => [letter, [1, 2, 3, 4, 5]])),
  e: [1, 2, 3, 4, 5],
  c: [1, 3, 4, 5],
  D: [1, 2, 3],
  F: [1],
  W: [1],
  a: [1],
  S: range(1, 9),
  V: [2],
  z: [1, 2, 3, 4],
  O: [1, 4],
  Z: [1, 2, 3, 4, 5],
};

/**
 * Reads a pattern. https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html#patterns
 *
 * @throws {RangeError} for what Java refuses
 */
export function readPattern(pattern: string): readonly Piece[] {
  const open: Piece[][] = [[]];
  let pad = 0;
  let at = 0;
  const add = (piece: Piece) => open.at(-1)?.push(piece);
  while (at < pattern.length) {
    const letter = pattern.charAt(at);
    if (/[A-Za-z]/.test(letter)) {
      const count = runOf(pattern, at);
      at += count;
      if (letter === "p") {
        if (pad > 0 || !/[A-Za-z]/.test(pattern.charAt(at)))
          throw new RangeError("Pad letter 'p' must be followed by valid pad pattern");
        pad = count;
        continue;
      }
      const allowed = counts[letter];
      if (allowed === undefined) throw new RangeError(`Unknown pattern letter: ${letter}`);
      if (!allowed.includes(count)) throw new RangeError(`Too many pattern letters: ${letter}`);
      add({ kind: "field", letter, count, pad });
      pad = 0;
    } else if (letter === "'") {
      const end = quoteEnd(pattern, at);
      const text = pattern.slice(at + 1, end).replaceAll("''", "'");
      add({ kind: "literal", text: end === at + 1 ? "'" : text });
      at = end + 1;
    } else if (letter === "[") {
      open.push([]);
      at += 1;
    } else if (letter === "]") {
      const pieces = open.pop();
      if (pieces === undefined || open.length === 0)
        throw new RangeError("Pattern invalid as it contains ] without previous [");
      add({ kind: "optional", pieces });
      at += 1;
    } else if (/[{}#]/.test(letter)) {
      throw new RangeError(`Pattern includes reserved character: '${letter}'`);
    } else {
      add({ kind: "literal", text: letter });
      at += 1;
    }
  }
  // Sections that are never closed are closed at the end.
  while (open.length > 1) {
    const pieces = open.pop() ?? [];
    add({ kind: "optional", pieces });
  }
  return open[0] ?? [];
}

function runOf(pattern: string, at: number): number {
  let end = at;
  while (pattern.charAt(end) === pattern.charAt(at)) end += 1;
  return end - at;
}

function quoteEnd(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at += 1) {
    if (pattern.charAt(at) !== "'") continue;
    if (pattern.charAt(at + 1) !== "'" || at === start + 1) return at;
    at += 1;
  }
  throw new RangeError(`Pattern ends with an incomplete string literal: ${pattern}`);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, position) => from + position);
}
