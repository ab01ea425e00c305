import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Backend } from "../src/definition/ir.ts";
import { loadDefinition } from "../src/definition/load-definition.ts";
import { slotCount } from "../src/definition/lock.ts";

/**
 * Counts how many of the table's generic indexes the models of `examples/` take, as Markdown. It is the reason for
 * `slotCount`; `examples/README.md` holds what it prints.
 */

interface Example {
  readonly folder: string;
  readonly backend: Backend;
}

const examplesFolder = join(dirname(import.meta.dirname), "examples");

/** The projects below `examples/`, by name. */
export async function loadExamples(): Promise<readonly Example[]> {
  const folders = readdirSync(examplesFolder).filter((folder) =>
    existsSync(join(examplesFolder, folder, "plinth.config.ts")),
  );
  const loaded = folders.toSorted().map(async (folder) => ({
    folder,
    backend: await loadDefinition(join(examplesFolder, folder)),
  }));
  return Promise.all(loaded);
}

/** Two tables: how many models need how many slots, and which models need the most. */
export function slotTables(examples: readonly Example[]): string {
  return `${distribution(examples)}\n\n${widest(examples)}\n`;
}

function distribution(examples: readonly Example[]): string {
  const counts = examples.map(({ backend }) => backend.models.map(({ indexes }) => indexes.length));
  const most = Math.max(...counts.flat());
  const lines = Array.from({ length: most + 1 }, (_, slots) => [
    `${slots}`,
    ...counts.map((models) => `${models.filter((count) => count === slots).length}`),
  ]);
  const over = counts.map((models) => `${models.filter((count) => count > slotCount).length}`);
  return table(
    ["slots", ...examples.map(({ folder }) => folder)],
    [
      ...lines,
      [`more than ${slotCount}`, ...over],
      ["models", ...counts.map((models) => `${models.length}`)],
      ["mean", ...counts.map((models) => mean(models).toFixed(1))],
      ["most", ...counts.map((models) => `${Math.max(...models)}`)],
    ],
  );
}

function widest(examples: readonly Example[]): string {
  const models = examples.flatMap(({ folder, backend }) =>
    backend.models.map(({ name, indexes, relations }) => {
      // A declared index on exactly a foreign key serves its relation: it counts as the relation's.
      const serving = relations.flatMap((relation) =>
        relation.kind === "belongsTo" ? [relation.index] : [],
      );
      const ofRelations = indexes.filter((index) => serving.includes(index.name)).length;
      return { folder, name, slots: indexes.length, ofRelations };
    }),
  );
  const top = models.toSorted((a, b) => b.slots - a.slots || (a.name < b.name ? -1 : 1)).slice(0, 12);
  return table(
    ["model", "slots", "of relations", "declared besides"],
    top.map(({ folder, name, slots, ofRelations }) => [
      `${folder} \`${name}\``,
      `${slots}`,
      `${ofRelations}`,
      `${slots - ofRelations}`,
    ]),
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

/** A Markdown table as the formatter has it: all columns but the first are numbers. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  // The formatter aligns headings to the left whatever the column.
  const top = head.map((cell, column) => cell.padEnd(widths[column] ?? 0));
  return [top, rule, ...rows.map((cells) => cells.map(pad))]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

if (import.meta.main) process.stdout.write(slotTables(await loadExamples()));
