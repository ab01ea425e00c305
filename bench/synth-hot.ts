import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Benchmark, Case } from "./benchmark.ts";
import { makeProject } from "./project/make-project.ts";

const targets = new Map([
  [1, 60],
  [10, 110],
  [50, 300],
  [200, 800],
]);

/** The app run again in a process that has loaded the CDK already, as a development server does on each change. */
export const synthHot: Benchmark = {
  name: "synth-hot",
  title: "The app again in one process",
  rounds: 7,
  async prepare(folder) {
    const cases: Case[] = [];
    for (const [models, milliseconds] of targets) {
      const project = await makeProject(folder, models);
      cases.push({
        name: `synth again, ${models} model${models === 1 ? "" : "s"}`,
        run: hotProcess(project),
        target: { milliseconds },
      });
    }
    return cases;
  },
};

/** Starts a process that synthesizes each time it gets a line, and answers with the milliseconds that took. */
function hotProcess(project: string): () => Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "project/synth-on-demand.ts"), project], {
    env: { ...process.env, CDK_OUTDIR: join(project, "cdk.hot"), CDK_VALIDATION: "false" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.unref();
  process.once("exit", () => child.kill());
  const lines = createInterface({ input: child.stdout });
  return async () => {
    child.stdin.write("\n");
    const [line] = (await once(lines, "line")) as [string];
    return Number(line);
  };
}
