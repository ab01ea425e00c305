import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../support/cloud/eventually.ts";
import { type GraphqlClient, systemClient } from "../support/deployed/graphql-client.ts";
import { type ProjectFolder, projectFolder } from "../support/deployed/project-folder.ts";
import { smallProject } from "../support/deployed/small-project.ts";
import { hostedPlinth } from "./support/hosted-plinth.ts";
import { plinth, root, shellEnvironment } from "./support/run.ts";
import { keys, onTerminal } from "./support/terminal.ts";

const hosted = hostedPlinth();
let project: ProjectFolder;
let system: GraphqlClient;

beforeAll(async () => {
  project = await projectFolder(smallProject);
  // By itself: what goes on in the background is the program that was started.
  const start = ["cloud", "start", "--background", "--port", "0", "--json"];
  const cloud = JSON.parse((await plinth(start, { folder: project.folder })).stdout).result;
  const notYet = await hosted(["logs", "--json"], project.folder);
  expect(notYet).toMatchObject({ code: 3, stdout: expect.stringContaining("NOT_DEPLOYED") });
  const { stdout } = await hosted(["deploy", "--fast", "--yes", "--json"], project.folder);
  const url: string = JSON.parse(stdout).result.outputs.graphqlUrl;
  system = systemClient(url, cloud.region, cloud.credentials, { "x-plinth-tenant": "acme" });
  await greet("Jo");
  await greet("nobody");
  await eventually(async () => {
    expect((await read("greet")).entries).toHaveLength(5);
    expect((await read("api")).entries).toHaveLength(3);
  });
}, 60_000);

afterAll(async () => {
  await hosted(["cloud", "stop"], project.folder);
  project.remove();
});

const greet = (name: string) =>
  system.query("query ($name: String!) { greet(name: $name) { text } }", { name });

async function read(...words: readonly string[]) {
  const { code, stdout, stderr } = await hosted(["logs", ...words, "--json"], project.folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout).result;
}

describe("plinth logs", () => {
  test("what code wrote and what failed, of all in one order, with stacks that name the project's files", async () => {
    const result = await read();
    expect(result).toMatchObject({ stage: "local", sources: ["api", "changes", "greet", "pre-token"] });
    const times = result.entries.map(({ time }: { time: string }) => time);
    expect(times).toEqual(times.toSorted());
    const entry = { source: "greet", kind: "line", requestId: expect.any(String), tenant: "acme" };
    const frames = (name: string, line: number) => ({
      text: expect.stringMatching(new RegExp(`^${name} \\(functions/greet/handler\\.ts:${line}:\\d+\\)$`)),
      own: true,
    });
    expect(result.entries).toEqual([
      { ...entry, time: times[0], level: "info", message: "Greeting", fields: { length: 2 }, error: null },
      { ...entry, time: times[1], level: "info", message: "Greeting", fields: { length: 6 }, error: null },
      {
        ...entry,
        time: times[2],
        level: "error",
        message: "Failed",
        fields: {},
        error: {
          name: "TypeError",
          message: "There is nobody",
          cause: null,
          stack: [
            frames("fail", 14),
            frames("handler", 9),
            { text: expect.stringMatching(/^callHandler \(infra\/runtime\/lambda\/run\.ts:/), own: false },
            { text: expect.stringContaining("infra/runtime/lambda/wrap-field.ts:"), own: false },
          ],
        },
      },
      {
        time: times[3],
        source: "api",
        kind: "line",
        level: "error",
        message: "Something went wrong inside. Try again later.",
        requestId: expect.any(String),
        tenant: null,
        fields: { field: "greet", errorType: "InternalError" },
        error: null,
      },
    ]);
  });

  test("the same for people", async () => {
    const { code, stdout, stderr } = await hosted(["logs"], project.folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {2}greet {6}info {3}Greeting {2}length=2 {2}tenant=acme {2}request=/,
    );
    expect(stdout).toMatch(
      /greet {6}error {2}Failed {2}tenant=acme {2}request=\S+\n {4}TypeError: There is nobody\n {6}at fail \(functions\/greet\/handler\.ts:14:\d+\)\n/,
    );
    expect(stdout).not.toContain("platform.");
  });

  test("of one log also how each ended; with --all everything", async () => {
    const messages = async (...words: readonly string[]) =>
      (await read(...words)).entries.map(({ message }: { message: string }) => message);
    expect(await messages("greet")).toEqual([
      "Greeting",
      "Done",
      "Greeting",
      "Failed",
      "Failed: InternalError",
    ]);
    expect(await messages("api")).toEqual(["200", "Something went wrong inside. Try again later.", "200"]);
    const all = await messages("greet", "--all");
    expect(all).toEqual(expect.arrayContaining(["platform.initStart", "platform.start", "Done", "Greeting"]));
    expect(all.length).toBeGreaterThan(8);
  });

  test("only lines with a text", async () => {
    const { entries } = await read();
    const { requestId } = entries[2];
    expect((await read("--filter", requestId)).entries).toEqual(entries.slice(1, 3));
    expect((await read("--filter", '"length":2')).entries).toEqual(entries.slice(0, 1));
    expect((await read("--filter", "nowhere to be found")).entries).toEqual([]);
  });

  test("only from a time on", async () => {
    const { entries } = await read();
    const from = entries.findIndex(({ time }: { time: string }) => time > entries[0].time);
    expect((await read("--since", entries[from].time)).entries).toEqual(entries.slice(from));
    expect((await read("--since", "0s")).entries).toEqual([]);
  });

  test("nothing to show is said, but not among the results", async () => {
    expect(await hosted(["logs", "--since", "0s"], project.folder)).toEqual({
      code: 0,
      stdout: "",
      stderr: "Nothing in that time (--since 0s). Further back: --since 1d. What services write: --all.\n",
    });
  });

  test("a reader that stops early ends it quietly", async () => {
    const child = start("--all", "--follow");
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    await once(child.stdout as NodeJS.ReadableStream, "data");
    child.stdout?.destroy();
    const ended = once(child, "exit");
    // It notices with the next line.
    const calls = setInterval(() => void greet("Pi"), 200);
    const [code] = await ended;
    clearInterval(calls);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "Following api, changes, greet, pre-token. Ctrl-C ends it.\n",
    });
  });

  test.each([
    [["logs", "nobody"], "UNKNOWN_LOG"],
    [["logs", "greet", "twice"], "UNEXPECTED_ARGUMENT"],
    [["logs", "--since", "yesterday"], "TIME_INVALID"],
    [["logs", "--since", "2999-01-01"], "TIME_INVALID"],
    [["logs", "--filter", ""], "FILTER_INVALID"],
    [["logs", "--stage", "mars"], "UNKNOWN_STAGE"],
    [["logs", "--since"], "INVALID_FLAG"],
    [["logs", "--folow"], "UNKNOWN_FLAG"],
    [["logs", "nobody", "--follow"], "UNKNOWN_LOG"],
  ])("%j", async (words, code) => {
    const { stdout, ...ran } = await hosted([...words, "--json"], project.folder);
    const { error, ok } = JSON.parse(stdout);
    expect({ ...ran, ok, error: error.code }).toEqual({ code: 2, stderr: "", ok: false, error: code });
    expect(error.remedy).not.toBe("");
  });
});

describe("plinth logs --follow", () => {
  test("on a terminal: what was, what comes, and Ctrl-C ends it well", async () => {
    const terminal = onTerminal(["logs", "-f"], { folder: project.folder });
    await terminal.see("Following api, changes, greet, pre-token. Ctrl-C ends it.");
    await terminal.see("There is nobody");
    await greet("Mary Ann");
    await terminal.see("length=8");
    terminal.press(keys.controlC);
    expect(await terminal.ended()).toBe(0);
    expect(stripVTControlCharacters(terminal.raw()).split("length=8")).toHaveLength(2);
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "as JSON: a line an entry, each once, until %s",
    async (signal) => {
      const child = start("greet", "--follow", "--json", "--since", "0s");
      let text = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      // When it has begun to listen cannot be seen from outside: somebody calls until something comes.
      await eventually(async () => {
        await greet("0".repeat(20));
        expect(text).toContain('"length":20');
      });
      for (let length = 21; length < 31; length += 1) await greet("0".repeat(length));
      await eventually(async () => expect(text).toContain('"length":30'));
      child.kill(signal);
      const [code] = await once(child, "close");
      const entries = text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      const lengths = entries.flatMap(({ message, fields }) =>
        message === "Greeting" ? [fields.length] : [],
      );
      expect(lengths.filter((length) => length > 20)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
      expect(new Set(entries.map((entry) => JSON.stringify(entry))).size).toBe(entries.length);
      expect(code).toBe(0);
    },
  );

  test("a cloud that ends and begins again is no end", async () => {
    const child = start("--follow");
    let stdout = "";
    let stderr = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    await eventually(async () => expect(stdout).toContain("There is nobody"));
    const status = await hosted(["cloud", "status", "--json"], project.folder);
    const port = new URL(JSON.parse(status.stdout).result.cloud.endpoint).port;
    await hosted(["cloud", "stop"], project.folder);
    await eventually(async () => expect(stderr).toContain("The cloud does not answer; trying again."), 30);
    await plinth(["cloud", "start", "--background", "--port", port], { folder: project.folder });
    await greet("After the break");
    await eventually(async () => expect(stdout).toContain("length=15"), 40);
    child.kill("SIGINT");
    const [code] = await once(child, "close");
    expect(code).toBe(0);
    expect(stdout.split("There is nobody")).toHaveLength(2);
  }, 90_000);
});

/** Runs it in a process of its own. */
function start(...words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, "bin/run.js"), "logs", ...words], {
    cwd: project.folder,
    env: shellEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
}
