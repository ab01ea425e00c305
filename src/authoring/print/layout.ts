import type { CodeStyle } from "./code-style.ts";

/**
 * Text that knows where it may break. A group stands on one line where it fits, else all of its own lines break.
 * The idea is Wadler's "A prettier printer"; formatters of today work the same way, so their result is the same.
 */
export type Layout =
  | string
  | readonly Layout[]
  | { readonly kind: "group"; readonly contents: Layout }
  | { readonly kind: "indent"; readonly contents: Layout }
  /** A break, or `flat` where the group stands on one line. */
  | { readonly kind: "line"; readonly flat: string }
  | { readonly kind: "hardLine" }
  /** Something that is there only where the group breaks. */
  | { readonly kind: "ifBroken"; readonly text: string }
  /** The first layout where it fits on one line, else the second. */
  | { readonly kind: "either"; readonly flat: Layout; readonly broken: Layout };

export const group = (contents: Layout): Layout => ({ kind: "group", contents });
export const indent = (contents: Layout): Layout => ({ kind: "indent", contents });
export const softLine: Layout = { kind: "line", flat: "" };
export const line: Layout = { kind: "line", flat: " " };
export const hardLine: Layout = { kind: "hardLine" };

/**
 * Items between brackets: on one line, or one a line with a trailing comma.
 *
 * @param padding what stands inside the brackets on one line: a space or nothing
 */
export function bracketed(
  open: string,
  items: readonly Layout[],
  close: string,
  padding: "" | " ",
  style: CodeStyle,
): Layout {
  if (items.length === 0) return open + close;
  const edge: Layout = { kind: "line", flat: padding };
  const separated = items.flatMap((item, i) => (i === 0 ? [item] : [",", line, item]));
  const comma: Layout = { kind: "ifBroken", text: style.trailingCommas ? "," : "" };
  return group([open, indent([edge, ...separated]), comma, edge, close]);
}

/**
 * Lays a text out.
 *
 * @param base what every line but the first begins with
 * @param column where the first line begins
 * @param after columns that must stay free after the last line, for what follows it (a comma)
 */
export function print(layout: Layout, style: CodeStyle, base = "", column = 0, after = 0): string {
  const out: string[] = [];
  let at = column;
  const write = (text: string) => {
    out.push(text);
    at += text.length;
  };
  const newLine = (indentation: string) => {
    out.push(style.eol, indentation);
    at = indentation.length;
  };
  const visit = (part: Layout, indentation: string, broken: boolean, tail: number): void => {
    const fits = (candidate: Layout) =>
      at + (flatWidth(candidate) ?? Number.POSITIVE_INFINITY) + tail <= style.width;
    if (typeof part === "string") {
      write(part);
    } else if (isList(part)) {
      part.forEach((item, i) => {
        visit(item, indentation, broken, widthToBreak(part.slice(i + 1), broken, tail));
      });
    } else if (part.kind === "group") {
      visit(part.contents, indentation, !fits(part.contents), tail);
    } else if (part.kind === "indent") {
      visit(part.contents, indentation + style.indent, broken, tail);
    } else if (part.kind === "either") {
      const flat = fits(part.flat);
      visit(flat ? part.flat : part.broken, indentation, !flat, tail);
    } else if (part.kind === "ifBroken") {
      if (broken) write(part.text);
    } else if (part.kind === "hardLine" || broken) {
      newLine(indentation);
    } else {
      write(part.flat);
    }
  };
  visit(layout, base, false, after);
  return out.join("");
}

/** Columns on one line, or null where the layout must break. */
function flatWidth(layout: Layout): number | null {
  if (typeof layout === "string") return layout.length;
  if (isList(layout)) {
    let sum = 0;
    for (const part of layout) {
      const width = flatWidth(part);
      if (width === null) return null;
      sum += width;
    }
    return sum;
  }
  switch (layout.kind) {
    case "group":
    case "indent":
      return flatWidth(layout.contents);
    case "line":
      return layout.flat.length;
    case "hardLine":
      return null;
    case "ifBroken":
      return 0;
    case "either":
      return flatWidth(layout.flat);
  }
}

/** Columns that follow on the same line up to the first place where it may break. */
function widthToBreak(parts: readonly Layout[], broken: boolean, tail: number): number {
  let sum = 0;
  for (const part of parts) {
    const { width, ended } = upToBreak(part, broken);
    sum += width;
    if (ended) return sum;
  }
  return sum + tail;
}

function upToBreak(part: Layout, broken: boolean): { width: number; ended: boolean } {
  if (typeof part === "string") return { width: part.length, ended: false };
  if (isList(part)) {
    let sum = 0;
    for (const item of part) {
      const { width, ended } = upToBreak(item, broken);
      sum += width;
      if (ended) return { width: sum, ended };
    }
    return { width: sum, ended: false };
  }
  switch (part.kind) {
    case "line":
      return broken ? { width: 0, ended: true } : { width: part.flat.length, ended: false };
    case "hardLine":
      return { width: 0, ended: true };
    case "ifBroken":
      return { width: broken ? part.text.length : 0, ended: false };
    case "either":
      return upToBreak(part.flat, false);
    case "group":
      return upToBreak(part.contents, true);
    case "indent":
      return upToBreak(part.contents, broken);
  }
}

function isList(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}
