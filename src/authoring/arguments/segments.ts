/** A part of an argument between colons. */
export interface Segment {
  /** As typed, escapes and all. */
  readonly raw: string;
  /** 0-based place in the argument. */
  readonly start: number;
}

/** Splits an argument at its colons. A colon that belongs to a value is written `%3A`. */
export function segmentsOf(argument: string): readonly Segment[] {
  return split(argument, 0, /:/g);
}

/**
 * Splits a list. `/` does the same as `,`: PowerShell takes a comma as the end of an argument.
 *
 * @param start place of the list in its argument
 */
export function itemsOf(list: string, start: number): readonly Segment[] {
  return split(list, start, /[,/]/g);
}

function split(text: string, start: number, separator: RegExp): readonly Segment[] {
  const parts: Segment[] = [];
  let from = 0;
  for (const match of text.matchAll(separator)) {
    parts.push({ raw: text.slice(from, match.index), start: start + from });
    from = match.index + 1;
  }
  parts.push({ raw: text.slice(from), start: start + from });
  return parts;
}
