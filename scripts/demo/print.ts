import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

const styled = (format: Format, text: string) => styleText(format, text, { stream: process.stdout });
let steps = 0;

/** The heading of the next step. */
export function step(title: string): void {
  steps++;
  console.log(`\n${styled(["bold", "cyan"], `${steps}. ${title}`)}`);
}

/** A command line and how long it took. */
export function command(line: string, milliseconds: number, note = ""): void {
  const text = line.length > 96 ? `${line.slice(0, 95)}…` : line;
  const time = styled("dim", duration(milliseconds).padStart(8));
  console.log(`${time}  ${styled("dim", "$")} plinth ${text}${note && styled("dim", `  ${note}`)}`);
}

/** Something that was done or measured. */
export function fact(text: string, milliseconds: number | null = null): void {
  const time = milliseconds === null ? " ".repeat(8) : duration(milliseconds).padStart(8);
  console.log(`${styled("dim", time)}  ${text}`);
}

/** Text of a command, or code, as it stands. */
export function quote(text: string): void {
  for (const line of text.trimEnd().split("\n"))
    console.log(`${" ".repeat(10)}${styled("dim", "│")} ${line}`);
}

/** Columns as wide as their widest value; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => `${row[at]}`.length)));
  for (const row of rows) {
    const cells = row.map((cell, at) =>
      typeof cell === "number" ? `${cell}`.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
    );
    console.log(`${" ".repeat(10)}${cells.join("  ").trimEnd()}`);
  }
}

/** `▇▇▇▇▇▏`: a share of a bar of this many characters. */
export function bar(share: number, width: number): string {
  return styled("green", "▇".repeat(Math.max(share > 0 ? 1 : 0, Math.round(share * width))));
}

/** Cents as money. */
export function money(cents: number): string {
  return (cents / 100).toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds >= 10 ? `${Math.round(milliseconds)} ms` : `${milliseconds.toFixed(1)} ms`;
}

/** What something gives, and how many milliseconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<readonly [result: T, milliseconds: number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

/** How long something takes when it is done again and again, in milliseconds. */
export async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let turn = 0; turn < times; turn++) all.push((await timed(work))[1]);
  return all.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
