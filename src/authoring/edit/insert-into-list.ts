import type { CodeStyle } from "../print/code-style.ts";
import { type BracketList, commaAfter, endOfLineContent, formOf } from "./bracket-list.ts";
import { indentationAt, lineStart } from "./source-file.ts";
import type { TextEdit } from "./text-edit.ts";

/** Something to put into a list. */
export interface ListItem {
  /** Index of the element it comes after; -1: before the first. */
  readonly after: number;
  /** Its text, given the indentation of its first line (which stands there already). */
  text(indentation: string): string;
}

/**
 * Puts items into a list in the list's own manner: indentation, commas before or after, trailing comma or none, on one
 * line where there is room. Nothing that is there changes, besides the blanks of a list that has to be broken up.
 */
export function insertIntoList(
  list: BracketList,
  items: readonly ListItem[],
  style: CodeStyle,
): readonly TextEdit[] {
  if (items.length === 0) return [];
  if (list.elements.length === 0) return fillEmpty(list, items, style);
  if (formOf(list) !== "inline") return insertLines(list, items, style);
  const edits = insertInline(list, items);
  const start = lineStart(list.file.text, list.open);
  const after = list.file.text.indexOf("\n", list.close);
  const end = after < 0 ? list.file.text.length : after;
  const added = edits.reduce((sum, edit) => sum + edit.text.length, 0);
  return end - start + added <= style.width ? edits : breakUp(list, items, style);
}

function insertInline(list: BracketList, items: readonly ListItem[]): TextEdit[] {
  const [first] = list.elements;
  const last = list.elements.length - 1;
  return items.map((item): TextEdit => {
    const text = item.text("");
    if (item.after < 0) return at(first?.start ?? list.open + 1, `${text}, `);
    const comma = commaAfter(list, item.after);
    if (comma === null) return at(list.elements[item.after]?.end ?? list.close, `, ${text}`);
    return at(comma + 1, item.after === last ? ` ${text},` : ` ${text},`);
  });
}

function insertLines(list: BracketList, items: readonly ListItem[], style: CodeStyle): TextEdit[] {
  const indentation = elementIndentation(list, style);
  const last = list.elements.length - 1;
  const newLine = style.eol + indentation;
  const edits: TextEdit[] = [];
  if (formOf(list) === "commaFirst") {
    const gap = / *$/.exec(list.file.text.slice(0, list.elements[last]?.start))?.[0] ?? " ";
    for (const item of items) {
      const element = list.elements[Math.max(item.after, 0)]?.end ?? list.close;
      const start = indentationAt(list.file.text, commaAfter(list, last - 1) ?? element);
      edits.push(at(endOfLineContent(list.file, element), `${style.eol}${start},${gap}${item.text(start)}`));
    }
    return edits;
  }
  let commaAdded = false;
  items.forEach((item, i) => {
    const text = newLine + item.text(indentation);
    if (item.after < 0) {
      edits.push(at(endOfLineContent(list.file, list.open + 1), `${text},`));
      return;
    }
    const comma = commaAfter(list, item.after);
    if (comma !== null) {
      edits.push(at(endOfLineContent(list.file, comma + 1), `${text},`));
      return;
    }
    const end = list.elements[item.after]?.end ?? list.close;
    if (!commaAdded) edits.push(at(end, ","));
    commaAdded = true;
    const more = items.slice(i + 1).some(({ after }) => after === item.after);
    edits.push(at(endOfLineContent(list.file, end), more ? `${text},` : text));
  });
  return edits;
}

/** Into `{}`: one a line, whatever is between the brackets stays before. */
function fillEmpty(list: BracketList, items: readonly ListItem[], style: CodeStyle): TextEdit[] {
  const { file, open, close } = list;
  const base = indentationAt(file.text, open);
  const inside = file.comments.filter(({ start, end }) => start > open && end < close + 1);
  const from = inside.at(-1)?.end ?? open + 1;
  const indentation = base + style.indent;
  const comma = style.trailingCommas ? "," : "";
  const lines = items.map((item) => style.eol + indentation + item.text(indentation)).join(",") + comma;
  return file.text.slice(from, close).includes("\n")
    ? [at(from, lines)]
    : [{ start: from, end: close, text: lines + style.eol + base }];
}

/** A list on one line that has become too long: each element gets a line of its own. Only blanks are replaced. */
function breakUp(list: BracketList, items: readonly ListItem[], style: CodeStyle): TextEdit[] {
  const { file, open, close, elements } = list;
  const base = indentationAt(file.text, open);
  const indentation = base + style.indent;
  const newLine = style.eol + indentation;
  const edits: TextEdit[] = [];
  const added = (after: number) =>
    items.filter((item) => item.after === after).map((item) => `${item.text(indentation)},${newLine}`);
  edits.push(blanks(open + 1, newLine + added(-1).join("")));
  elements.forEach((element, i) => {
    const comma = commaAfter(list, i);
    const isLast = i === elements.length - 1;
    const texts = added(i).join("");
    if (!isLast && comma !== null) edits.push(blanks(comma + 1, newLine + texts));
    if (!isLast) return;
    // After the last element: its comma, what is added, and the bracket on a line of its own.
    const tail = texts === "" ? "" : newLine + texts.slice(0, -newLine.length - 1);
    const trailing = style.trailingCommas ? "," : "";
    const from = comma === null ? element.end : comma + 1;
    if (comma === null) edits.push(at(element.end, tail === "" ? trailing : ","));
    const end = endOfLineContent(file, from);
    edits.push(at(end, tail === "" ? "" : tail + trailing));
    edits.push({ start: blankStart(close), end: close, text: style.eol + base });
  });
  return edits.filter((edit) => edit.start !== edit.end || edit.text !== "");

  function blanks(start: number, text: string): TextEdit {
    const length = /^[ \t]*/.exec(file.text.slice(start))?.[0].length ?? 0;
    return { start, end: start + length, text };
  }
  function blankStart(end: number): number {
    return end - (/[ \t]*$/.exec(file.text.slice(0, end))?.[0].length ?? 0);
  }
}

function elementIndentation(list: BracketList, style: CodeStyle): string {
  const { text } = list.file;
  for (const { start } of [...list.elements].reverse()) {
    const indentation = indentationAt(text, start);
    if (lineStart(text, start) + indentation.length === start) return indentation;
  }
  return indentationAt(text, list.open) + style.indent;
}

function at(position: number, text: string): TextEdit {
  return { start: position, end: position, text };
}
