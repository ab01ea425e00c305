import { type CodeStyle, houseStyle } from "../print/code-style.ts";
import type { SourceFile } from "./source-file.ts";

/** How a file is written, judged by what is in it; the house style where it gives no hint. */
export function styleOf(file: SourceFile): CodeStyle {
  const { text } = file;
  const windows = text.split("\r\n").length - 1;
  const all = text.split("\n").length - 1;
  return {
    ...houseStyle,
    eol: windows * 2 > all ? "\r\n" : "\n",
    quote: quoteOf(file),
    semicolons: endsWithSemicolons(file),
    indent: indentOf(text),
    bracketSpacing: !/^import \{\S/m.test(text),
  };
}

function quoteOf(file: SourceFile): CodeStyle["quote"] {
  const imports = file.program.body.flatMap((statement) =>
    statement.type === "ImportDeclaration" ? [file.text.charAt(statement.source.start)] : [],
  );
  const single = imports.filter((quote) => quote === "'").length;
  if (imports.length > 0) return single * 2 > imports.length ? "'" : '"';
  return file.text.split("'").length > file.text.split('"').length ? "'" : '"';
}

function endsWithSemicolons(file: SourceFile): boolean {
  const ends = file.program.body.flatMap(({ type, end }) =>
    /^(Import|ExportNamed|Variable|Expression)/.test(type) ? [file.text.charAt(end - 1)] : [],
  );
  return ends.length === 0 || ends.filter((end) => end === ";").length * 2 >= ends.length;
}

/** One level: a tab, or the least number of spaces (over one) that a line begins with. */
function indentOf(text: string): string {
  const lines = text.split(/\r?\n/);
  if (lines.some((line) => line.startsWith("\t"))) return "\t";
  const widths = lines.flatMap((line) => {
    const spaces = /^( {2,8})[^\s*]/.exec(line)?.[1];
    return spaces === undefined ? [] : [spaces.length];
  });
  return widths.length === 0 ? houseStyle.indent : " ".repeat(Math.min(...widths));
}
