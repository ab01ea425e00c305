import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";
import { bareNode, runPlinth } from "./run-process.ts";

const floor = "node -e 0";

/** From nothing to a project. */
export const init: Benchmark = {
  name: "init",
  title: "plinth init",
  rounds: 9,
  async prepare(folder) {
    let made = 0;
    const run = (...flags: string[]) =>
      runPlinth(["init", join(folder, `made-${made++}`), "--yes", "--no-install", ...flags]);
    return [
      { name: floor, run: bareNode },
      {
        name: "init --no-install --no-git",
        run: () => run("--no-git"),
        floor,
        target: { milliseconds: 250 },
      },
      { name: "init --no-install", run: () => run(), floor },
    ];
  },
};
