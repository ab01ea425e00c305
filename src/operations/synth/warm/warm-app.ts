import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../../../files/package-root.ts";
import type { CdkSettings } from "../cdk-settings.ts";
import { runApp } from "../run-app.ts";
import type { Turn, TurnResult } from "./messages.ts";

/** The project's CDK app, kept ready to run. */
export interface WarmApp {
  /**
   * Runs it into a folder, as `runApp` does without validation, and gives the same assembly.
   *
   * @throws UserError with the place in the user's code
   */
  run(settings: CdkSettings, out: string, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Each turn leaves the modules it has read in memory: a process is replaced before that weighs. */
const mostTurns = 50;
const largestHeap = 700 * 1024 * 1024;

/**
 * Starts a process that has the CDK loaded by the time it is needed: loading it is most of what a synth takes.
 *
 * @param project absolute path
 */
export function warmApp(project: string): WarmApp {
  let current: WarmProcess | null = startProcess(project);

  function replace(): WarmProcess {
    current?.end();
    current = startProcess(project);
    return current;
  }

  /** @returns whether the assembly was written */
  async function turn(process: WarmProcess, message: Turn, signal: AbortSignal): Promise<TurnResult["kind"]> {
    const result = await process.run(message, signal);
    const spent = process.turns >= mostTurns || (result.kind === "done" && result.heap > largestHeap);
    if (result.kind !== "done" || spent) replace();
    return result.kind;
  }

  return {
    async run(settings, out, signal) {
      const [program, app, ...rest] = settings.command;
      const usual = program === "node" && app?.endsWith(".ts") === true && rest.length === 0;
      if (usual) {
        const message: Turn = { app, out, context: settings.context };
        let kind = await turn(current ?? replace(), message, signal);
        if (kind === "stale") kind = await turn(current ?? replace(), message, signal);
        if (kind === "done" || signal.aborted) return;
      }
      // What fails is told by a process of its own, in the words of any other synth; and what only failed because of
      // something that an earlier turn has left behind does not fail there.
      await runApp(project, settings, out, true, signal);
    },
    close() {
      current?.end();
      current = null;
    },
  };
}

interface WarmProcess {
  readonly turns: number;
  run(message: Turn, signal: AbortSignal): Promise<TurnResult>;
  end(): void;
}

function startProcess(project: string): WarmProcess {
  const child: ChildProcess = fork(script(), {
    cwd: project,
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      ...process.env,
      CDK_VALIDATION: "false",
      NODE_COMPILE_CACHE: join(project, "node_modules", ".cache", "plinth"),
    },
  });
  let turns = 0;
  const gone = new Promise<TurnResult>((resolve) => {
    child.once("exit", () => resolve({ kind: "failed" }));
    child.once("error", () => resolve({ kind: "failed" }));
  });
  return {
    get turns() {
      return turns;
    },
    run(message, signal) {
      turns += 1;
      const answer = new Promise<TurnResult>((resolve) =>
        child.once("message", (result) => resolve(result as TurnResult)),
      );
      const stopped = new Promise<TurnResult>((resolve) => {
        signal.addEventListener("abort", () => resolve({ kind: "failed" }), { once: true });
      });
      if (child.connected) child.send(message);
      return Promise.race([answer, gone, stopped]);
    },
    end() {
      child.kill();
    },
  };
}

/** Sources run as they are; the build puts the process's file at a place of its own. */
function script(): string {
  const here = fileURLToPath(import.meta.url);
  if (here.endsWith(".ts")) return join(here, "..", "warm-process.ts");
  return join(packageRoot(), "dist", "operations", "synth", "warm", "warm-process.js");
}
