import type { Measured } from "./benchmark.ts";
import { median } from "./measure.ts";

/** Rows of a benchmark as a Markdown table: median, spread, floor, ratio, target and whether it is met. */
export function renderTable(title: string, rounds: number, measured: readonly Measured[]): string {
  const medians = new Map(measured.map((each) => [each.name, median(each.samples)]));
  const rows = measured.map(({ name, samples, floor, target }) => {
    const own = medians.get(name) ?? Number.NaN;
    const below = floor === undefined ? undefined : medians.get(floor);
    const times = below === undefined ? undefined : own / below;
    const wanted = [
      ...(target?.milliseconds === undefined ? [] : [`<= ${target.milliseconds} ms`]),
      ...(target?.timesFloor === undefined ? [] : [`<= ${target.timesFloor}x`]),
    ];
    const met =
      own <= (target?.milliseconds ?? Number.POSITIVE_INFINITY) &&
      (times ?? 0) <= (target?.timesFloor ?? Number.POSITIVE_INFINITY);
    return [
      name,
      milliseconds(own),
      `${milliseconds(Math.min(...samples))} - ${milliseconds(Math.max(...samples))}`,
      below === undefined ? "" : milliseconds(below),
      times === undefined ? "" : `${times.toFixed(2)}x`,
      wanted.join(", "),
      wanted.length === 0 ? "" : met ? "met" : "MISSED",
    ];
  });
  const head = ["", "median ms", "range", "floor ms", "x floor", "target", ""];
  const table = [head, head.map(() => "---"), ...rows];
  return `## ${title} (${rounds} rounds)\n${align(table)}\n`;
}

const milliseconds = (value: number): string =>
  value < 10 ? value.toFixed(1) : Math.round(value).toString();

/** Rows of a Markdown table, the head and its line first. */
export function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`)
    .join("\n");
}
