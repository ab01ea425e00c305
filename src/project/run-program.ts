import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ProgramRun {
  readonly program: string;
  /** Constants only: on Windows they pass through a shell. */
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Kills the program when aborted. */
  readonly signal: AbortSignal;
  /** Each line of output as it comes, without escape sequences. */
  readonly onLine?: (line: string) => void;
}

export interface ProgramResult {
  /** Exit code, or null where a signal or a failure to start ended it. */
  readonly code: number | null;
  /** Standard output, and standard error, as they came. */
  readonly output: string;
  readonly errors: string;
}

/** Runs a program to its end. A program that does not exist gives code null. */
export async function runProgram(run: ProgramRun): Promise<ProgramResult> {
  const output: string[] = [];
  const errors: string[] = [];
  const child = spawn(run.program, run.arguments, {
    cwd: run.folder,
    env: run.environment ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    signal: run.signal,
    // Package managers are .cmd scripts on Windows, which only a shell starts.
    shell: process.platform === "win32" && !run.program.endsWith(".exe"),
  });
  const listen = async (stream: NodeJS.ReadableStream, lines: string[]) => {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      lines.push(line);
      run.onLine?.(withoutEscapes(line));
    }
  };
  const ended = new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      errors.push(error.message);
      // Never started. One that is being killed ends later, and may write files until then.
      if (child.pid === undefined) resolve(null);
    });
    child.on("close", (code) => resolve(code));
  });
  const [code] = await Promise.all([ended, listen(child.stdout, output), listen(child.stderr, errors)]);
  return { code, output: output.join("\n"), errors: errors.join("\n") };
}

function withoutEscapes(line: string): string {
  const start = String.fromCharCode(27);
  return line.replaceAll(new RegExp(`${start}\\[[0-9;?]*[A-Za-z]`, "g"), "").trim();
}
