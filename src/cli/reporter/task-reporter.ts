import type { OperationEvent, Step } from "../../operations/context.ts";
import { duration, stepTitle } from "../render/step.ts";
import type { Reporter } from "./reporter.ts";

interface Task {
  readonly step: Step;
  readonly start: number;
  readonly ended: Promise<void>;
  succeed(): void;
  fail(): void;
  title: string;
  output: string;
  show(): void;
}

/**
 * Steps as listr2 tasks with a spinner, for a terminal. Events come as they happen and tasks are drawn one after the
 * other, so listr2 loads while the first step already works.
 *
 * @param stream the terminal
 */
export function createTaskReporter(stream: NodeJS.WriteStream): Reporter {
  const listr = import("listr2");
  let drawn: Promise<void> = Promise.resolve();
  let current: Task | null = null;

  function start(step: Step): void {
    const task = createTask(step);
    current = task;
    drawn = drawn.then(async () => draw(await listr, task, stream));
  }

  return {
    report(event: OperationEvent) {
      if (event.kind === "started") return start(event.step);
      if (event.kind === "warning") {
        drawn = drawn.then(() => void stream.write(`Warning: ${event.message}\n`));
        return;
      }
      if (current === null || current.step !== event.step) return;
      if (event.kind === "progress") {
        current.output = event.detail;
        current.show();
        return;
      }
      const time = duration(performance.now() - current.start);
      const detail = event.kind === "finished" && event.detail !== null ? `: ${event.detail}` : "";
      current.title = `${stepTitle(event.step)}${detail} (${time})`;
      current.show();
      if (event.kind === "finished") current.succeed();
      else current.fail();
      current = null;
    },
    async close() {
      current?.fail();
      await drawn;
    },
  };
}

function createTask(step: Step): Task {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // The task that shows it may not have been drawn yet.
  promise.catch(() => {});
  return {
    step,
    start: performance.now(),
    ended: promise,
    succeed: resolve,
    fail: () => reject(new Error()),
    title: stepTitle(step),
    output: "",
    show() {},
  };
}

async function draw(listr: typeof import("listr2"), task: Task, stream: NodeJS.WriteStream): Promise<void> {
  const list = new listr.Listr(
    {
      title: task.title,
      task: async (_context, shown) => {
        task.show = () => {
          shown.title = task.title;
          if (task.output !== "") shown.output = task.output;
        };
        task.show();
        // A spinner alone does not tell whether it is seconds or minutes.
        const clock = setInterval(() => {
          task.title = `${stepTitle(task.step)} (${duration(performance.now() - task.start)})`;
          task.show();
        }, 1000);
        await task.ended.finally(() => clearInterval(clock));
      },
      rendererOptions: { bottomBar: 1 },
    },
    {
      renderer: "default",
      // Ctrl-C is handled by the command itself, which has to clean up first.
      registerSignalListeners: false,
      exitOnError: false,
      rendererOptions: {
        collapseErrors: false,
        showErrorMessage: false,
        logger: new listr.ListrLogger({ processOutput: new listr.ProcessOutput(stream, stream) }),
      },
    },
  );
  await list.run();
}
