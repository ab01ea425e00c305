import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Frame, frameReader } from "./frames.ts";
import { lineReader } from "./lines.ts";
import type { Reaper } from "./reaper.ts";

/** What a process is started with. */
export interface InstanceSettings {
  readonly runtimeFolder: string;
  /** Folder of the function's code. */
  readonly taskRoot: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly reaper: Reaper;
}

/** One invocation on its way to the handler. */
export interface Job {
  readonly id: string;
  /** JSON text. */
  readonly payload: string;
  /** Milliseconds since 1970, by the machine's own clock. */
  readonly deadline: number;
  readonly arn: string;
  readonly trace: string;
  readonly clientContext: unknown;
}

export interface FunctionErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type Outcome =
  | { readonly kind: "result"; readonly payload: Buffer; readonly memoryMb: number }
  | {
      readonly kind: "error";
      readonly error: FunctionErrorBody;
      readonly memoryMb: number;
      readonly timedOut: boolean;
    };

/** One process that serves one function, an invocation at a time. */
export interface Instance {
  /** Milliseconds from start to ready. */
  readonly initMilliseconds: number;
  readonly alive: boolean;
  run(job: Job, timeoutMilliseconds: number, log: (line: string) => void): Promise<Outcome>;
  kill(): void;
}

export type Started =
  | { readonly instance: Instance }
  | { readonly error: FunctionErrorBody; readonly milliseconds: number };

/** AWS gives initialisation ten seconds. */
const initTimeout = 10_000;

/**
 * Starts a process and waits until its handler is loaded.
 *
 * @param log lines that the code writes while it is loaded
 */
export function startInstance(settings: InstanceSettings, log: (line: string) => void): Promise<Started> {
  const startedAt = performance.now();
  const child = fork(join(settings.runtimeFolder, "bootstrap.cjs"), [], {
    cwd: settings.taskRoot,
    env: settings.environment,
    execArgv: [`--max-old-space-size=${settings.memoryMb}`],
    stdio: ["ignore", "pipe", "pipe", "pipe", "ipc"],
  });
  const { pid } = child;
  if (pid !== undefined) settings.reaper.watch(pid);
  const life = lifeOf(child, settings, log);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      life.kill();
      fail({ errorType: "Sandbox.Timedout", errorMessage: `Error: Task timed out after 10.00 seconds` });
    }, initTimeout);
    const fail = (error: FunctionErrorBody) => {
      clearTimeout(timer);
      resolve({ error, milliseconds: performance.now() - startedAt });
    };
    life.receive = (frame) => {
      if (frame.kind === "ready") {
        clearTimeout(timer);
        resolve({ instance: life.ready(performance.now() - startedAt) });
      } else if (frame.kind === "initError") fail(JSON.parse(frame.text));
      else if (frame.kind === "fatal") fail(JSON.parse(frame.body.toString("utf8")));
    };
    life.ended = (reason) =>
      fail({ errorType: "Runtime.ExitError", errorMessage: `Error: Runtime exited with error: ${reason}` });
  });
}

/** The wires of one process. `receive`, `ended` and `log` change with what it is doing. */
interface Life {
  receive: (frame: Exclude<Frame, { kind: "log" }>) => void;
  ended: (reason: string) => void;
  log: (line: string) => void;
  kill(): void;
  ready(initMilliseconds: number): Instance;
}

function lifeOf(child: ChildProcess, { reaper }: InstanceSettings, log: (line: string) => void): Life {
  let alive = true;
  const life: Life = {
    receive: () => {},
    ended: () => {},
    log,
    kill() {
      alive = false;
      child.kill("SIGKILL");
    },
    ready: (initMilliseconds) => ({
      initMilliseconds,
      get alive() {
        return alive;
      },
      run: (job, timeout, write) => run(child, life, job, timeout, write),
      kill: () => life.kill(),
    }),
  };
  const read = frameReader((frame) => (frame.kind === "log" ? life.log(frame.text) : life.receive(frame)));
  (child.stdio[3] as Readable).on("data", read);
  for (const stream of [child.stdout, child.stderr])
    stream?.on(
      "data",
      lineReader((line) => life.log(line)),
    );
  child.on("error", () => life.ended("it could not be started"));
  // "close" comes after all that it said was read.
  child.on("close", (code, signal) => {
    alive = false;
    if (child.pid !== undefined) reaper.forget(child.pid);
    life.ended(signal === null ? `exit status ${code}` : `signal: ${signalName(signal)}`);
  });
  return life;
}

function run(
  child: ChildProcess,
  life: Life,
  job: Job,
  timeoutMilliseconds: number,
  log: (line: string) => void,
): Promise<Outcome> {
  return new Promise((resolve) => {
    life.log = log;
    const timer = setTimeout(() => {
      life.kill();
      const seconds = (timeoutMilliseconds / 1000).toFixed(2);
      const errorMessage = `RequestId: ${job.id} Error: Task timed out after ${seconds} seconds`;
      finish({
        kind: "error",
        error: { errorType: "Sandbox.Timedout", errorMessage },
        memoryMb: 0,
        timedOut: true,
      });
    }, timeoutMilliseconds);
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      life.receive = () => {};
      life.ended = () => {};
      resolve(outcome);
    };
    life.receive = (frame) => {
      if (frame.kind === "ready" || frame.kind === "initError") return;
      const memoryMb = Math.ceil(frame.memoryKiB / 1024);
      if (frame.kind === "result") return finish({ kind: "result", payload: frame.body, memoryMb });
      if (frame.kind === "fatal") life.kill();
      const error = JSON.parse(frame.body.toString("utf8")) as FunctionErrorBody;
      finish({ kind: "error", error, memoryMb, timedOut: false });
    };
    life.ended = (reason) => {
      const errorMessage = `RequestId: ${job.id} Error: Runtime exited with error: ${reason}`;
      finish({
        kind: "error",
        error: { errorType: "Runtime.ExitError", errorMessage },
        memoryMb: 0,
        timedOut: false,
      });
    };
    child.send(job, (error) => {
      // The end of the process is told by its "close".
      if (error !== null && child.exitCode !== null) life.ended(`exit status ${child.exitCode}`);
    });
  });
}

function signalName(signal: string): string {
  return { SIGKILL: "killed", SIGABRT: "aborted", SIGSEGV: "segmentation fault" }[signal] ?? signal;
}
