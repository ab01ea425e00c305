import type { Benchmark } from "./benchmark.ts";
import { bareNode, runNode, runPlinth } from "./run-process.ts";

const floor = "node -e 0";

/** What everybody waits for each time. */
export const startUp: Benchmark = {
  name: "start-up",
  title: "Start-up",
  rounds: 15,
  async prepare(folder) {
    return [
      { name: floor, run: bareNode },
      {
        name: "plinth --version",
        run: () => runPlinth(["--version"]),
        floor,
        target: { milliseconds: 50, timesFloor: 1.6 },
      },
      {
        name: "plinth --help",
        run: () => runPlinth(["--help"]),
        floor,
        target: { milliseconds: 110, timesFloor: 3.5 },
      },
      {
        name: "plinth synth --help",
        run: () => runPlinth(["synth", "--help"]),
        floor,
        target: { milliseconds: 110, timesFloor: 3.5 },
      },
      {
        // Loads oclif and the command, parses, finds no project and says so.
        name: "a trivial command",
        run: () => runPlinth(["synth", "--json"], { folder, exitCode: 2 }),
        floor,
        target: { milliseconds: 130, timesFloor: 4.5 },
      },
      {
        name: "node, oclif alone",
        run: () =>
          runNode(["--input-type=module", "-e", 'import "@oclif/core"'], { folder: import.meta.dirname }),
        floor,
      },
    ];
  },
};
