import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { OperationContext } from "../../../src/operations/context.ts";

/** A small project in a folder of its own. */
export interface ScratchProject {
  readonly folder: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  read(path: string): string;
  /** Every file and its bytes, to see that nothing has changed. */
  snapshot(): Readonly<Record<string, string>>;
  remove(): void;
}

const start = {
  "plinth.config.ts": `import { defineConfig } from "plinth";

export default defineConfig({ name: "acme", region: "eu-west-1", roles: ["admin", "member"] });
`,
  "package.json": '{ "name": "acme", "type": "module" }\n',
};

export function scratchProject(files: Readonly<Record<string, string | Uint8Array>> = {}): ScratchProject {
  const folder = mkdtempSync(join(tmpdir(), "plinth-project-"));
  const project: ScratchProject = {
    folder,
    write(more) {
      for (const [path, text] of Object.entries(more)) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
    snapshot() {
      const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      return Object.fromEntries(
        paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  project.write({ ...start, ...files });
  return project;
}

/** The same project again, without building it up anew. */
export function copyOf(project: ScratchProject): ScratchProject {
  const copy = scratchProject();
  cpSync(project.folder, copy.folder, { recursive: true });
  return copy;
}

export const quiet: OperationContext = { report: () => {}, signal: new AbortController().signal };
