import { spawn } from "node:child_process";

/** A program that has ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** What commands get: nobody to ask, and npm with less to say. */
const environment = {
  ...process.env,
  CI: "true",
  NO_COLOR: "1",
  npm_config_loglevel: "error",
  npm_config_fund: "false",
  npm_config_audit: "false",
};

/**
 * Runs a command of Plinth, as `npx plinth` would.
 *
 * @param program its `bin/run.js`
 * @param line as typed: an argument with spaces stands in double quotes
 * @throws with all it said, where it fails
 */
export function runPlinth(program: string, folder: string, line: string): Promise<Ended> {
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
  return run(process.execPath, [program, ...words], folder);
}

export function run(program: string, args: readonly string[], folder: string): Promise<Ended> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32" && !program.endsWith(".exe"),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.once("error", reject);
    // Not "close": what went on in the background may still hold the pipes.
    child.once("exit", (code) => {
      setImmediate(() => {
        if (code === 0) resolve({ stdout, stderr, milliseconds: performance.now() - start });
        else reject(new Error(`${args.join(" ")} ended with ${code}.\n${stderr}${stdout}`));
      });
    });
  });
}
