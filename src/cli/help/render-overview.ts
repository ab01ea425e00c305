import type { Style } from "../style.ts";
import { type ManifestCommand, spoken } from "./manifest.ts";
import { table } from "./table.ts";

/** Headings of the overview, in the order of a project's life. A command names one of them as its `group`. */
export const commandGroups = ["Start", "Build", "Run", "Tenants", "Local cloud"] as const;

/**
 * The page of `plinth --help`: every command with its summary, under the heading of its group.
 *
 * @param commands those to show
 * @param width columns of the terminal
 */
export function renderOverview(commands: readonly ManifestCommand[], style: Style, width: number): string {
  const groups = [...new Set([...commandGroups, ...commands.map(groupOf)])];
  const sections = groups.flatMap((group) => {
    const rows = commands
      .filter((command) => groupOf(command) === group)
      .map((command) => ({
        term: spoken(command.id).padEnd(14),
        shown: style.cyan(spoken(command.id)),
        text: command.summary ?? "",
      }));
    return rows.length === 0 ? [] : [`${style.bold(group.toUpperCase())}\n${table(rows.map(padded), width)}`];
  });
  return `${[
    "Plinth: a product's whole backend on AWS, from models and functions in TypeScript.",
    `${style.bold("USAGE")}\n  $ plinth <command> [arguments] [flags]`,
    ...sections,
    `${style.dim("Every command has --help with examples, and takes --json, --yes and --debug.")}`,
  ].join("\n\n")}\n`;
}

function groupOf(command: ManifestCommand): string {
  return command.group ?? "Other";
}

/** The term is measured with its padding, so the shown one gets the same. */
function padded(row: { term: string; shown: string; text: string }) {
  return { ...row, shown: row.shown + " ".repeat(row.term.length - row.term.trimEnd().length) };
}
