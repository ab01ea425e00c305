import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { frozenBuild } from "../frozen-build.ts";

/** `plinth dev --json` of the built package, running. */
export interface DevProcess {
  /** Waits for the next event of a kind. @throws where a deployment fails instead */
  next(kind: string): Promise<Readonly<Record<string, unknown>>>;
  /** Ends it as Ctrl-C does. */
  end(): Promise<void>;
}

export function startDev(project: string, words: readonly string[] = []): DevProcess {
  const { NODE_EXTRA_CA_CERTS: _certificates, ...environment } = process.env;
  const program = join(frozenBuild(), "bin/run.js");
  const child = spawn(process.execPath, [program, "dev", "--json", "--no-seed", ...words], {
    cwd: project,
    env: { ...environment, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const kill = () => void child.kill();
  process.once("exit", kill);
  const events: Record<string, unknown>[] = [];
  let wake = () => {};
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.startsWith('{"kind"')) events.push(JSON.parse(line));
    wake();
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void gone.then(() => process.off("exit", kill));
  return {
    async next(kind) {
      for (;;) {
        for (let event = events.shift(); event !== undefined; event = events.shift()) {
          if (event["kind"] === kind) return event;
          if (event["kind"] === "failed") throw new Error(JSON.stringify(event["error"]));
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async end() {
      child.kill("SIGINT");
      await gone;
    },
  };
}
