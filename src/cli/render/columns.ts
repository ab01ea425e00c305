/**
 * Rows of a table, each column as wide as its widest cell.
 *
 * @param rows plain text: marks for the eye would be counted
 * @param shown what to print instead of a cell, by the cell and its column
 */
export function columns(
  rows: readonly (readonly string[])[],
  shown: (cell: string, column: number, row: number) => string = (cell) => cell,
): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const line = (row: readonly string[], number: number) =>
    row
      .map((cell, column) => {
        const padding = column === row.length - 1 ? "" : " ".repeat(width(column) - cell.length);
        return `${shown(cell, column, number)}${padding}`;
      })
      .join("  ");
  return rows.map((row, number) => `  ${line(row, number).trimEnd()}\n`).join("");
}
