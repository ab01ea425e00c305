import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kebab } from "../../test/support/backends/parts.ts";
import { syntheticBackend } from "../../test/support/backends/synthetic.ts";
import { frozenBuild } from "../frozen-build.ts";
import { runPlinth } from "../run-process.ts";
import { modelText } from "./model-text.ts";

const root = join(import.meta.dirname, "../..");

/**
 * A generated project with this many models, ready to synthesize: its packages are links to the ones of this checkout.
 *
 * @param folder that is there already
 * @returns its path
 */
export async function makeProject(folder: string, models: number): Promise<string> {
  const project = join(folder, `models-${models}`);
  await runPlinth(["init", project, "--yes", "--no-install", "--no-git", "--name", "bench"]);
  const backend = syntheticBackend(models);
  mkdirSync(join(project, "models"), { recursive: true });
  for (const model of backend.models) {
    writeFileSync(join(project, "models", `${kebab(model.name)}.ts`), modelText(model, backend));
  }
  linkPackages(project);
  await runPlinth(["generate", "--yes"], { folder: project });
  return project;
}

/** Copies a project with its links. */
export function copyProject(project: string, target: string): string {
  cpSync(project, target, { recursive: true, verbatimSymlinks: true });
  return target;
}

function linkPackages(project: string): void {
  const modules = join(project, "node_modules");
  mkdirSync(modules, { recursive: true });
  const own = join(root, "node_modules");
  for (const name of readdirSync(own)) {
    if (!name.startsWith(".")) symlinkSync(join(own, name), join(modules, name), "junction");
  }
  symlinkSync(frozenBuild(), join(modules, "plinth"), "junction");
}
