import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const parts = ["bin", "dist", "package.json", "oclif.manifest.json"];
let frozen: string | undefined;

/**
 * The built package, copied once a process: a build that goes on meanwhile disturbs no measurement. Removed at the end.
 *
 * @returns absolute path of the package
 * @throws where `npm run build` was never run
 */
export function frozenBuild(): string {
  if (frozen !== undefined) return frozen;
  if (!existsSync(join(root, "dist"))) throw new Error("There is no dist/: run npm run build first.");
  const folder = mkdtempSync(join(tmpdir(), "plinth-bench-build-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const part of parts) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  frozen = folder;
  return folder;
}
