import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

export const root = join(import.meta.dirname, "../../..");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Another user to run as; root alone may say so. */
  readonly user?: number | undefined;
}

/** What a shell would have: no test runner's variables, no CI, the Node that runs the tests first on the PATH. */
export function shellEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { CI: _ci, NODE_ENV: _environment, VITEST: _vitest, NO_COLOR: _noColor, ...inherited } = process.env;
  const PATH = [dirname(process.execPath), inherited["PATH"] ?? ""].join(delimiter);
  return { ...inherited, PATH, ...more };
}

/** Runs a program to its end, with nothing on standard input. Never throws for an exit code. */
export function run(program: string, words: readonly string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: options.folder,
      env: shellEnvironment(options.environment),
      ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs the built command line of this checkout. */
export function plinth(words: readonly string[], options: RunOptions): Promise<Ran> {
  return run(process.execPath, [join(root, "bin/run.js"), ...words], options);
}
