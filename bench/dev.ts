import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";
import { startDev } from "./project/dev-process.ts";
import { makeProject } from "./project/make-project.ts";
import { bareNode, runPlinth } from "./run-process.ts";

const floor = "node -e 0";
const models = 10;

/**
 * `plinth dev` with ten models and a function: from the command to a stage that answers, and from a saved file to the
 * event that tells that the change is live.
 */
export const dev: Benchmark = {
  name: "dev",
  title: `plinth dev, ${models} models`,
  rounds: 15,
  async prepare(folder) {
    const started = await makeProject(join(folder, "start"), models);
    const running = await makeProject(join(folder, "run"), models);
    for (const project of [started, running]) await addFunction(project);
    const process = startDev(running, ["--port", "0"]);
    await process.next("live");
    let turn = 0;

    const changed = async (path: string, text: (turn: number) => string): Promise<number> => {
      turn += 1;
      const content = text(turn);
      const start = performance.now();
      writeFileSync(join(running, path), content);
      await process.next("live");
      return performance.now() - start;
    };
    const model = join("models", readdirSync(join(running, "models")).sort()[3] ?? "");
    const before = readFileSync(join(running, model), "utf8");
    return [
      { name: floor, run: bareNode },
      {
        name: "ready, nothing there",
        run: () => ready(started, ".plinth"),
        target: { milliseconds: 2500 },
      },
      {
        name: "ready, empty state",
        run: () => ready(started, ".plinth/cloud"),
        target: { milliseconds: 1500 },
      },
      { name: "ready, as it was left", run: () => ready(started, null), target: { milliseconds: 1500 } },
      {
        name: "saved model live",
        run: () =>
          changed(model, (n) => before.replace("model({", `model({\n  extra: text().max(${n}).optional(),`)),
        target: { milliseconds: 500 },
      },
      {
        name: "saved handler live",
        run: () => changed("functions/greet/handler.ts", handler),
        target: { milliseconds: 500 },
      },
    ];
  },
};

/** @param removed what is taken away first, relative to the project */
async function ready(project: string, removed: string | null): Promise<number> {
  if (removed !== null) rmSync(join(project, removed), { recursive: true, force: true });
  const start = performance.now();
  const process = startDev(project, ["--port", "0"]);
  await process.next("live");
  const took = performance.now() - start;
  await process.end();
  return took;
}

async function addFunction(project: string): Promise<void> {
  mkdirSync(join(project, "functions/greet"), { recursive: true });
  writeFileSync(
    join(project, "functions/greet/function.ts"),
    `import { query, text } from "plinth";
export default query({ input: { name: text() }, returns: { greeting: text() }, access: "signedIn" });
`,
  );
  writeFileSync(join(project, "functions/greet/handler.ts"), handler(0));
  await runPlinth(["generate", "--yes"], { folder: project });
}

function handler(turn: number): string {
  return `import type { Handler } from "../../infra/functions/greet.gen.ts";
export const handler: Handler = async ({ name }) => ({ greeting: \`Hello \${name}, ${turn}\` });
`;
}
