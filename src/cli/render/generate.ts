import type { GenerateResult } from "../../operations/generate.ts";
import type { Style } from "../style.ts";

/** Longer lists are cut: a first generation writes a hundred files, and nobody reads their names. */
const longest = 12;

/** What `plinth generate` says: how many files it touched, and which. */
export function renderGenerate(result: GenerateResult, style: Style): string {
  const { created, updated, pruned } = result;
  if (created.length + updated.length + pruned.length === 0) {
    return `Up to date: ${result.unchanged} files.\n`;
  }
  const counts = [
    `${created.length} created`,
    `${updated.length} updated`,
    `${pruned.length} pruned`,
    `${result.unchanged} unchanged`,
  ].join(", ");
  return `${[
    ...names(created, style.green("+")),
    ...names(updated, style.yellow("~")),
    ...names(pruned, style.red("-")),
    counts,
    ...(result.deploy.length > 0
      ? ["", style.bold("A deploy"), ...result.deploy.map((line) => `  ${line}`)]
      : []),
  ].join("\n")}\n`;
}

function names(paths: readonly string[], mark: string): string[] {
  const shown = paths.slice(0, longest).map((path) => `${mark} ${path}`);
  return paths.length > longest ? [...shown, `${mark} and ${paths.length - longest} more`] : shown;
}
