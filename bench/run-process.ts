import { spawn } from "node:child_process";
import { join } from "node:path";
import { frozenBuild } from "./frozen-build.ts";

interface ProcessOptions {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The exit code of a good run. */
  readonly exitCode?: number;
}

/** The environment of every measured process. An extra certificate file would cost each of them 55 ms. */
const { NODE_EXTRA_CA_CERTS: _certificates, ...inherited } = process.env;
export const quiet = { ...inherited, NO_COLOR: "1", CI: "true" };

/**
 * Runs Node with these arguments to its end.
 *
 * @returns milliseconds of wall-clock time
 * @throws when it ends with another exit code, with what it wrote to stderr
 */
export function runNode(args: readonly string[], options: ProcessOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: options.folder,
      env: { ...quiet, ...options.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => {
      const took = performance.now() - start;
      if (code === (options.exitCode ?? 0)) resolve(took);
      else reject(new Error(`node ${args.join(" ")} ended with code ${code}:\n${output}`));
    });
  });
}

/** Runs the built command line. */
export const runPlinth = (args: readonly string[], options: ProcessOptions = {}): Promise<number> =>
  runNode([join(frozenBuild(), "bin/run.js"), ...args], options);

/** The least any Node program takes. */
export const bareNode = () => runNode(["-e", "0"]);
