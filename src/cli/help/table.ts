/**
 * Two columns: terms, and what they mean, wrapped to the width. A description may have several paragraphs.
 *
 * @param rows term as it is measured, term as it is shown (with colour), description
 * @param width columns of the terminal
 * @param indent spaces before each term
 */
export function table(
  rows: readonly { readonly term: string; readonly shown: string; readonly text: string }[],
  width: number,
  indent = 2,
): string {
  const column = Math.min(Math.max(...rows.map((row) => row.term.length)), 34);
  const left = indent + column + 2;
  return rows
    .map((row) => {
      const lines = wrap(row.text, Math.max(width - left, 30));
      const padding = " ".repeat(Math.max(column - row.term.length, 0));
      const fits = row.term.length <= column;
      const first = `${" ".repeat(indent)}${row.shown}${padding}`;
      const body = lines.map((line) => " ".repeat(left) + line);
      if (lines.length === 0) return first.trimEnd();
      return fits ? [`${first}  ${lines[0]}`, ...body.slice(1)].join("\n") : [first, ...body].join("\n");
    })
    .join("\n");
}

/** Breaks a text into lines at spaces. A word longer than the width keeps its own line. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    return [...lines, line];
  });
}
