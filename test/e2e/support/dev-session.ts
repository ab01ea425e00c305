import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root, shellEnvironment } from "./run.ts";

/** One line of `plinth dev --json`. */
export interface DevLine {
  readonly kind: string;
  readonly [member: string]: unknown;
}

/** `plinth dev --json` of the built command line, in a project. */
export interface DevSession {
  /** Every event so far. */
  readonly events: readonly DevLine[];
  /** Waits for the first event from a position on that fits. @returns it, and the position after it */
  next(
    from: number,
    fits: (event: DevLine) => boolean,
    patience?: number,
  ): Promise<{ event: DevLine; after: number }>;
  readonly child: ChildProcess;
  /** Ends it as Ctrl-C does. @returns its exit code */
  end(): Promise<number | null>;
}

/** Milliseconds. */
const usualPatience = 30_000;
/** Of what came instead of what was waited for. */
const shown = 20;

/** @param plinth folder of the built package; left out: this checkout's */
export function startDev(folder: string, words: readonly string[] = [], plinth = root): DevSession {
  const child = spawn(process.execPath, [join(plinth, "bin/run.js"), "dev", "--json", ...words], {
    cwd: folder,
    env: shellEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const events: DevLine[] = [];
  const listeners = new Set<() => void>();
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    // After the last event comes the result of the command, over several lines.
    if (line.startsWith('{"kind"')) events.push(JSON.parse(line));
    for (const listener of listeners) listener();
  });
  const gone = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return {
    events,
    child,
    next(from, fits, patience = usualPatience) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = events.findIndex((event, index) => index >= from && fits(event));
          if (found === -1) return;
          stop();
          resolve({ event: events[found] as DevLine, after: found + 1 });
        };
        const timer = setTimeout(() => {
          stop();
          const seen = events
            .slice(from)
            .slice(-shown)
            .map((event) => JSON.stringify(event).slice(0, 600));
          reject(new Error(`The event did not come. What came:\n${seen.join("\n")}\n${errors}`));
        }, patience);
        const stop = () => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      });
    },
    end() {
      child.kill("SIGINT");
      return gone;
    },
  };
}
