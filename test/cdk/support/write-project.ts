import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Backend } from "../../../src/definition/ir.ts";
import type { Lock } from "../../../src/definition/lock.ts";
import { templateText } from "../../../src/files/template-text.ts";
import { generateAll } from "../../../src/generators/all.ts";

const repository = join(import.meta.dirname, "../../..");

/** A handler that type-checks against any of the generated types and does nothing. */
const handler = (name: string) => `import type { Handler } from "../../infra/functions/${name}.gen.ts";

export const handler: Handler = async () => {
  throw new Error("Not written yet");
};
`;

/**
 * Makes a folder a project, as `plinth generate` would leave it, with the repository's packages and without Plinth. A project that is there already gets the new
 * generated files.
 *
 * @returns the folder
 */
export function writeProject(folder: string, backend: Backend, lock: Lock): string {
  rmSync(join(folder, "infra"), { recursive: true, force: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const { path, content } of generateAll(backend, lock)) {
    write(path, content.kind === "text" ? content.text : templateText(content.template));
  }
  for (const { name } of backend.functions) write(`functions/${name}/handler.ts`, handler(name));
  if (!existsSync(join(folder, "node_modules"))) {
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"), "junction");
  }
  write("package.json", JSON.stringify({ name: backend.app.name, private: true, type: "module" }));
  return folder;
}
