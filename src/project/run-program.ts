import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ProgramRun {
  readonly program: string;
  readonly arguments: readonly string[];
  /**
   * A script rather than a program (package managers are `.cmd` files on Windows, which only a shell starts). Its arguments
   * are then constants without spaces or quotes.
   */
  readonly isScript?: boolean;
  readonly folder: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends the program and everything it started when aborted. */
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
    // A group of its own, so that it can be ended with all that it started.
    detached: process.platform !== "win32",
    shell: run.isScript === true && process.platform === "win32",
  });
  const listen = async (stream: NodeJS.ReadableStream, lines: string[]) => {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      lines.push(line);
      run.onLine?.(withoutEscapes(line));
    }
  };
  const stop = () => killGroup(child);
  run.signal.addEventListener("abort", stop, { once: true });
  const ended = new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      errors.push(error.message);
      // Never started: nothing else will be told about it.
      if (child.pid === undefined) resolve(null);
    });
    child.on("close", (code) => resolve(code));
  });
  if (run.signal.aborted) stop();
  const [code] = await Promise.all([ended, listen(child.stdout, output), listen(child.stderr, errors)]);
  run.signal.removeEventListener("abort", stop);
  return { code, output: output.join("\n"), errors: errors.join("\n") };
}

/** Asks politely; what is still there after two seconds is not asked again. */
function killGroup(child: ChildProcess): void {
  const send = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      if (process.platform === "win32") child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // All of it has ended already.
    }
  };
  send("SIGTERM");
  const insist = setTimeout(() => send("SIGKILL"), 2000);
  child.once("close", () => clearTimeout(insist));
}

function withoutEscapes(line: string): string {
  const start = String.fromCharCode(27);
  return line.replaceAll(new RegExp(`${start}\\[[0-9;?]*[A-Za-z]`, "g"), "").trim();
}
