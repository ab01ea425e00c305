import type { AddFunctionResult } from "../../operations/add-function.ts";
import type { AddModelResult } from "../../operations/add-model.ts";
import type { Style } from "../style.ts";

/** What `plinth add-model` says: the files, the API, what a deploy will do, and what to know besides. */
export function renderAddModel(result: AddModelResult, style: Style): string {
  const fields = Object.entries(result.added).map(([model, names]) => `${model}: ${names.join(", ")}`);
  return renderAuthored(result, style, [
    ...(fields.length === 0 ? [] : [section("Fields", fields, style)]),
    ...apiSections(result.api, style),
  ]);
}

/** What `plinth add-function` says. */
export function renderAddFunction(result: AddFunctionResult, style: Style): string {
  return renderAuthored(result, style, [
    ...(result.route === null ? [] : [section("Route", [result.route], style)]),
    ...apiSections(result.api, style),
  ]);
}

type Result = AddModelResult | AddFunctionResult;

function renderAuthored(result: Result, style: Style, sections: readonly string[]): string {
  const { created, updated, pruned } = result.generated;
  const generated = created.length + updated.length + pruned.length;
  const files = [
    ...result.created.map((path) => `${style.green("+")} ${path}`),
    ...result.edited.map((path) => `${style.yellow("~")} ${path}`),
    ...(generated === 0
      ? []
      : [style.dim(`  and ${generated} generated file${generated === 1 ? "" : "s"} in infra/`)]),
  ];
  const parts = [
    ...(result.diff === null ? [] : [colouredDiff(result.diff, style)]),
    section(result.dryRun ? "Would write" : "Wrote", files, style),
    ...sections,
    section("A deploy", result.deploy, style),
    ...(result.notes.length === 0 ? [] : [section("Note", result.notes, style)]),
    ...(result.dryRun ? [style.dim("Nothing was written: this is a dry run.")] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function apiSections(api: Result["api"], style: Style): string[] {
  const lines = [...api.queries, ...api.mutations, ...api.subscriptions];
  return lines.length === 0 ? [] : [section("API", [lines.join(", ")], style)];
}

function section(heading: string, lines: readonly string[], style: Style): string {
  return [style.bold(heading), ...lines.map((line) => `  ${line}`)].join("\n");
}

function colouredDiff(diff: string, style: Style): string {
  return diff
    .trimEnd()
    .split("\n")
    .map((line) => {
      if (/^(\+\+\+|---) /.test(line)) return style.bold(line);
      if (line.startsWith("@@")) return style.cyan(line);
      if (line.startsWith("+")) return style.green(line);
      return line.startsWith("-") ? style.red(line) : line;
    })
    .join("\n");
}
