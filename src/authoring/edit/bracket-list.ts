import type { SourceFile } from "./source-file.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Things between brackets, separated by commas: the properties of an object, the names of an import. */
export interface BracketList {
  readonly file: SourceFile;
  /** Position of the opening and of the closing bracket. */
  readonly open: number;
  readonly close: number;
  readonly elements: readonly Span[];
}

/** How a list is laid out. `commaFirst`: one a line with the comma before each. */
export type ListForm = "inline" | "oneALine" | "commaFirst";

/** Judges a list by its line breaks. */
export function formOf(list: BracketList): ListForm {
  const { file, open, elements } = list;
  const [first] = elements;
  const last = elements.at(-1);
  if (first === undefined || last === undefined) {
    return file.text.slice(open, list.close).includes("\n") ? "oneALine" : "inline";
  }
  if (!file.text.slice(open, last.start).includes("\n")) return "inline";
  const before = elements.at(-2);
  const comma = before === undefined ? null : commaAfter(list, elements.length - 2);
  if (comma === null) return "oneALine";
  const start = file.text.lastIndexOf("\n", comma) + 1;
  return before !== undefined && start > before.end && file.text.slice(start, comma).trim() === ""
    ? "commaFirst"
    : "oneALine";
}

/** Position of the comma after an element, or null where there is none (only after the last). */
export function commaAfter(list: BracketList, index: number): number | null {
  const element = list.elements[index];
  if (element === undefined) return null;
  const next = list.elements[index + 1]?.start ?? list.close;
  for (let at = element.end; at < next; ) {
    const comment = list.file.comments.find(({ start }) => start === at);
    if (comment !== undefined) at = comment.end;
    else if (list.file.text.charAt(at) === ",") return at;
    else at++;
  }
  return null;
}

/** The end of what belongs to the line of a position: comments that begin on it, right up to where the line ends. */
export function endOfLineContent(file: SourceFile, position: number): number {
  let end = position;
  for (let at = position; ; ) {
    const blank = /^[ \t]*/.exec(file.text.slice(at))?.[0].length ?? 0;
    const comment = file.comments.find(({ start }) => start === at + blank);
    if (comment === undefined) return end;
    at = comment.end;
    end = comment.end;
  }
}
