import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Backend } from "../../../../src/definition/ir.ts";
import type { Lock } from "../../../../src/definition/lock.ts";
import { cdk } from "../../../../src/generators/cdk/index.ts";
import { resolvers } from "../../../../src/generators/resolvers/index.ts";
import { types } from "../../../../src/generators/types/index.ts";

const root = join(import.meta.dirname, "../../../..");
const templates = join(root, "src/templates");

/** A user's project in a temporary folder, as far as its Lambdas go. */
export interface Project extends Disposable {
  readonly folder: string;
  write(path: string, text: string): void;
  /** @returns the compiler's messages under the project's own, strictest settings; one a line */
  check(): Promise<readonly string[]>;
}

/** @param handlers folder with the users' functions, or null for none */
export function createProject(backend: Backend, lock: Lock, handlers: string | null): Project {
  const folder = mkdtempSync(join(tmpdir(), "plinth-types-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const { path, content } of [types, resolvers, cdk].flatMap((generate) => generate(backend, lock))) {
    if (content.kind === "text") write(path, content.text);
    // The CDK app itself is compiled by its own tests, and takes the compiler longer than all of this.
    else if (
      !/^infra\/[a-z-]+\.ts$|constructs|resolvers|bundle/.test(path) ||
      /app-stage|settings/.test(path)
    ) {
      cpSync(join(templates, content.template), join(folder, path));
    }
  }
  write("package.json", '{ "type": "module" }');
  cpSync(join(templates, "project/tsconfig.json"), join(folder, "tsconfig.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  if (handlers !== null) cpSync(handlers, join(folder, "functions"), { recursive: true });
  return {
    folder,
    write,
    check: () => messagesOf(folder),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

async function messagesOf(folder: string): Promise<string[]> {
  const tsc = join(root, "node_modules/typescript7/bin/tsc");
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    cwd: folder,
  }).catch((error: { readonly stdout: string }) => error);
  return stdout.split("\n").filter((line) => line.includes("error TS"));
}
