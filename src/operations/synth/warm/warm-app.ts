import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../../../errors/user-error.ts";
import { packageRoot } from "../../../files/package-root.ts";
import type { CdkSettings } from "../cdk-settings.ts";
import { runApp } from "../run-app.ts";
import { generateFiles } from "./generate-files.ts";
import type { Generated, Turn, WarmAnswer, WarmRequest } from "./messages.ts";

/** The project's CDK app, kept ready to run. */
export interface WarmApp {
  /**
   * Generates `infra/`: the first time in this process, for the other one is still loading the CDK.
   *
   * @throws UserError with every problem of the definition
   */
  generate(signal: AbortSignal): Promise<Generated>;
  /**
   * Runs it into a folder, as `runApp` does without validation, and gives the same assembly.
   *
   * @throws UserError with the place in the user's code
   */
  run(settings: CdkSettings, out: string, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Each request leaves the modules it has read in memory: a process is replaced before that weighs. */
const mostRequests = 100;
const largestHeap = 700 * 1024 * 1024;

/** Whoever loops for ever would keep the next change from being seen. In milliseconds. */
const patience = 60_000;

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

  /** @returns how it ended */
  async function turn(process: WarmProcess, message: Turn, signal: AbortSignal): Promise<WarmAnswer["kind"]> {
    const result = await process.ask(message, signal);
    const spent = process.requests >= mostRequests || (result.kind === "done" && result.heap > largestHeap);
    if (result.kind !== "done" || spent) replace();
    return result.kind;
  }

  let generatedBefore = false;

  return {
    async generate(signal) {
      if (!generatedBefore) {
        const generated = await generateFiles(project);
        generatedBefore = true;
        return generated;
      }
      const answer = await (current ?? replace()).ask({ kind: "generate" }, signal);
      if (answer.kind === "generated") return answer;
      if (answer.kind === "refused") throw new UserError(answer);
      if (answer.kind === "late") {
        replace();
        throw endless("Reading models and functions");
      }
      if (!signal.aborted) replace();
      return generateFiles(project);
    },

    async run(settings, out, signal) {
      const [program, app, ...rest] = settings.command;
      const usual = program === "node" && app?.endsWith(".ts") === true && rest.length === 0;
      if (usual) {
        const message: Turn = { kind: "turn", app, out, context: settings.context };
        let kind = await turn(current ?? replace(), message, signal);
        if (kind === "stale") kind = await turn(current ?? replace(), message, signal);
        if (kind === "done" || signal.aborted) return;
        if (kind === "late") throw endless(`Running ${app}`);
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
  /** How many it has had. */
  readonly requests: number;
  ask(message: WarmRequest, signal: AbortSignal): Promise<WarmAnswer>;
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
  let requests = 0;
  let gone = false;
  let settle = (_answer: WarmAnswer) => {};
  const lost = () => {
    gone = true;
    settle({ kind: "failed" });
  };
  child.once("exit", lost);
  child.once("error", lost);
  child.on("message", (answer) => settle(answer as WarmAnswer));
  return {
    get requests() {
      return requests;
    },
    async ask(message, signal) {
      requests += 1;
      const { promise, resolve } = Promise.withResolvers<WarmAnswer>();
      const stop = () => resolve({ kind: "failed" });
      settle = resolve;
      const timer = setTimeout(() => resolve({ kind: "late" }), patience);
      signal.addEventListener("abort", stop, { once: true });
      if (gone || !child.connected || signal.aborted) stop();
      else child.send(message);
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
      }
    },
    end() {
      child.kill();
    },
  };
}

function endless(what: string): UserError {
  return new UserError({
    code: "SYNTH_ENDLESS",
    message: `${what} did not come to an end within ${patience / 1000} seconds.`,
    remedy: "Look for a loop or a wait that never ends (infra/custom.ts first), and save.",
  });
}

/** Sources run as they are; the build puts the process's file at a place of its own. */
function script(): string {
  const here = fileURLToPath(import.meta.url);
  if (here.endsWith(".ts")) return join(here, "..", "warm-process.ts");
  return join(packageRoot(), "dist", "operations", "synth", "warm", "warm-process.js");
}
