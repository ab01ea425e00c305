import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";
import { makeProject } from "./project/make-project.ts";
import { bareNode, runPlinth } from "./run-process.ts";

const floor = "node -e 0";
const sizes = [1, 10, 50, 200];

/** Models to infra/: all of it written, and all of it found as it should be. */
export const generate: Benchmark = {
  name: "generate",
  title: "plinth generate",
  rounds: 7,
  async prepare(folder) {
    const cases = sizes.map(async (models) => {
      const project = await makeProject(folder, models);
      return [
        {
          name: `generate, ${models} model${models === 1 ? "" : "s"}, infra/models/ missing`,
          run: () => {
            rmSync(join(project, "infra", "models"), { recursive: true });
            return runPlinth(["generate", "--yes"], { folder: project });
          },
          floor,
        },
        {
          name: `generate --check, ${models} model${models === 1 ? "" : "s"}`,
          run: () => runPlinth(["generate", "--check"], { folder: project }),
          floor,
        },
      ];
    });
    return [{ name: floor, run: bareNode }, ...(await Promise.all(cases)).flat()];
  },
};
