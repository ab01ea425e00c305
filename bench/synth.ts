import { join } from "node:path";
import type { Benchmark, Case } from "./benchmark.ts";
import { resourcesIn, runFloorApp } from "./floor/run-floor-app.ts";
import { makeProject } from "./project/make-project.ts";
import { runPlinth } from "./run-process.ts";

const targets = new Map([
  [1, 600],
  [10, 750],
  [50, 1200],
  [200, 2500],
]);

/** A whole process each: models read and checked, the app run, the assembly written. */
export const synth: Benchmark = {
  name: "synth",
  title: "plinth synth --fast, cold",
  rounds: 5,
  async prepare(folder) {
    const cases: Case[] = [];
    for (const [models, milliseconds] of targets) {
      const project = await makeProject(folder, models);
      const out = join(project, "cdk.out");
      const run = () => runPlinth(["synth", "--fast", "--out", out], { folder: project });
      await run();
      const resources = resourcesIn(out);
      const floor = `floor: ${resources} bare resources`;
      cases.push({ name: floor, run: () => runFloorApp(join(folder, `floor-${models}`), resources) });
      cases.push({
        name: `synth, ${models} model${models === 1 ? "" : "s"}`,
        run,
        floor,
        target: { milliseconds },
      });
    }
    return cases;
  },
};
