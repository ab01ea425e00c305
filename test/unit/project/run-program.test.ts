import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runProgram } from "../../../src/project/run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "plinth-run-"));
afterAll(() => rmSync(folder, { recursive: true }));
const never = new AbortController().signal;
const node = (code: string, signal = never, onLine?: (line: string) => void) =>
  runProgram({
    program: process.execPath,
    arguments: ["-e", code],
    folder,
    signal,
    ...(onLine && { onLine }),
  });

test("output, errors and exit code come back, and lines as they are printed", async () => {
  const lines: string[] = [];
  const code = 'console.log("\\u001b[32mone\\u001b[0m"); console.error("two"); process.exitCode = 3;';
  const result = await node(code, never, (line) => lines.push(line));
  expect(result).toEqual({ code: 3, output: "\u001b[32mone\u001b[0m", errors: "two" });
  expect(lines.sort()).toEqual(["one", "two"]);
});

test("a program that does not exist gives no exit code", async () => {
  const result = await runProgram({ program: "no-such-program", arguments: [], folder, signal: never });
  expect(result).toMatchObject({ code: null, errors: expect.stringContaining("ENOENT") });
});

test("an aborted program has ended when the call returns", async () => {
  const stop = new AbortController();
  const code =
    'process.on("SIGTERM", () => setTimeout(() => { require("fs").writeFileSync("late", ""); process.exit(); }, 200)); console.log("up"); setInterval(() => {}, 1000);';
  const result = await node(code, stop.signal, () => stop.abort());
  expect(result.code).not.toBeUndefined();
  expect(existsSync(join(folder, "late"))).toBe(true);
});
