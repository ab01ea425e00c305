import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseModelArguments } from "../../../src/authoring/arguments/parse-model-arguments.ts";
import { planAddModel } from "../../../src/authoring/plan-add-model.ts";
import type { ModelFile } from "../../../src/authoring/project/declared-names.ts";
import type { FileChange } from "../../../src/files/file-change.ts";

export const goldenFolder = join(import.meta.dirname, "../../golden/authoring/edits");

export const goldenCases = readdirSync(goldenFolder).sort();

/** The files of one side of a case, paths as in a project. */
export function filesOf(name: string, side: "before" | "after"): readonly ModelFile[] {
  const root = join(goldenFolder, name, side);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path.slice(root.length + 1).replaceAll("\\", "/"),
      text: readFileSync(path, "utf8"),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Runs the command of a case on its files. */
export async function runCase(name: string): Promise<readonly FileChange[]> {
  const command = readFileSync(join(goldenFolder, name, "command.txt"), "utf8")
    .trim()
    .split(/\s+/);
  const [model = "", ...rest] = command;
  const valuesOf = (flag: string) => rest.flatMap((word, i) => (rest[i - 1] === flag ? [word] : []));
  const fields = rest.filter((word, i) => !word.startsWith("--") && !rest[i - 1]?.startsWith("--"));
  const spec = parseModelArguments(model, fields, {
    indexes: valuesOf("--index"),
    uniques: valuesOf("--unique"),
  });
  if (!spec.ok) throw new Error(JSON.stringify(spec.problems));
  return (await planAddModel(spec.value, fields, filesOf(name, "before"), true)).changes;
}

/** Writes what a case gives now as what it must give (run by hand, then read the difference). */
export function writeExpected(name: string, changes: readonly FileChange[]): void {
  rmSync(join(goldenFolder, name, "after"), { recursive: true, force: true });
  for (const { path, after } of changes) {
    const target = join(goldenFolder, name, "after", path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, after ?? "");
  }
}
