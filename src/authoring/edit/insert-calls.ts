import type { CodeStyle } from "../print/code-style.ts";
import { type Layout, print } from "../print/layout.ts";
import { type ChainedCall, call } from "../print/member-chain.ts";
import type { CallChain } from "./call-chain.ts";
import { indentationAt, type SourceFile } from "./source-file.ts";
import type { TextEdit } from "./text-edit.ts";

/**
 * Adds calls to a model's chain: after the last one of the same kinds, else first in the chain.
 *
 * @param after names of the calls that they should follow
 */
export function insertCalls(
  file: SourceFile,
  chain: CallChain,
  added: readonly ChainedCall[],
  after: readonly string[],
  style: CodeStyle,
): readonly TextEdit[] {
  if (added.length === 0) return [];
  const ends = [chain.root.end, ...chain.calls.map(({ node }) => node.end)];
  const dots = chain.calls.map((_, i) => dotAfter(file, ends[i] ?? 0));
  const position = ends[chain.calls.findLastIndex(({ name }) => after.includes(name)) + 1] ?? chain.root.end;
  const base = indentationAt(file.text, chain.root.start) + style.indent;
  const text = (indentation: string) =>
    added.map(({ name, args }) => {
      const link: Layout = [".", call(name, args, style)];
      return indentation + print(link, style, base, base.length);
    });
  const firstDot = dots[0];
  const oneALine = firstDot !== undefined && file.text.slice(chain.root.end, firstDot).includes("\n");
  if (oneALine) {
    const indentation = style.eol + indentationAt(file.text, firstDot);
    return [{ start: position, end: position, text: text(indentation).join("") }];
  }
  if (added.length + dots.length === 1) return [{ start: position, end: position, text: text("").join("") }];
  // Two calls or more stand one a line: the dots that are there move down.
  const newLine = style.eol + base;
  const moved = dots.map((dot): TextEdit => ({ start: dot, end: dot, text: newLine }));
  return [{ start: position, end: position, text: text(newLine).join("") }, ...moved];
}

function dotAfter(file: SourceFile, position: number): number {
  for (let at = position; at < file.text.length; ) {
    const comment = file.comments.find(({ start }) => start === at);
    if (comment !== undefined) at = comment.end;
    else if (file.text.charAt(at) === ".") return at;
    else at++;
  }
  return position;
}
