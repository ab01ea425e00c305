import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";
import { copyProject, makeProject } from "./project/make-project.ts";
import { bareNode, runPlinth } from "./run-process.ts";

const floor = "node -e 0";
const fields = ["title:text:max=80", "status:oneOf:open,done:default=open", "dueOn:date:optional"];

/** One more model, generated code included. */
export const addModel: Benchmark = {
  name: "add-model",
  title: "plinth add-model",
  rounds: 9,
  async prepare(folder) {
    const project = await makeProject(folder, 10);
    let copies = 0;
    return [
      { name: floor, run: bareNode },
      {
        name: "add-model in a project of 10 models",
        run: () => {
          const copy = copyProject(project, join(folder, `add-model-${copies++}`));
          return runPlinth(["add-model", "Reminder", ...fields], { folder: copy });
        },
        floor,
        target: { milliseconds: 300 },
      },
    ];
  },
};
