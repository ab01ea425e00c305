/** Type-checks everything: the repository, the templates under the strictest settings, the examples as their users would. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const compiler = join(root, "node_modules", "typescript7", "bin", "tsc");
const projects = ["tsconfig.json", "src/templates/tsconfig.json", "examples/tsconfig.json"];

const failed = projects
  .filter((project) => existsSync(join(root, project)))
  .filter(
    (project) =>
      spawnSync(process.execPath, [compiler, "-p", project], { cwd: root, stdio: "inherit" }).status !== 0,
  );
if (failed.length > 0) {
  console.error(`Type errors in ${failed.join(", ")}`);
  process.exitCode = 1;
}
