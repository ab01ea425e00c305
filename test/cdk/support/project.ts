import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
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
 * A project folder as `plinth generate` would leave it, with the repository's packages and without Plinth.
 *
 * @returns its absolute path
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
  write("package.json", JSON.stringify({ name: backend.app.name, private: true, type: "module" }));
  return folder;
}

/** A temporary project folder, removed when the test that asks for it is over. */
export function temporaryProject(backend: Backend, lock: Lock): string {
  const folder = mkdtempSync(join(tmpdir(), "plinth-cdk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"), "junction");
  return writeProject(folder, backend, lock);
}
