import { expect, test } from "vitest";
import { createLineReporter } from "../../../../src/cli/reporter/line-reporter.ts";

test("each step gives one line when it ends, with its time", () => {
  const lines: string[] = [];
  let time = 0;
  const reporter = createLineReporter(
    (text) => void lines.push(text),
    () => time,
  );
  reporter.report({ kind: "started", step: "write" });
  time = 40;
  reporter.report({ kind: "finished", step: "write", detail: "9 files" });
  reporter.report({ kind: "started", step: "install" });
  reporter.report({ kind: "progress", step: "install", detail: "12 of 80" });
  time = 75_040;
  reporter.report({ kind: "failed", step: "install" });
  reporter.report({ kind: "warning", message: "disk is nearly full" });
  expect(lines).toEqual([
    "Write files: 9 files (40 ms)\n",
    "Install dependencies: failed (1 min 15 s)\n",
    "Warning: disk is nearly full\n",
  ]);
});
