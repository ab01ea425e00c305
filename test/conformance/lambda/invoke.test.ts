import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  InvokeCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { module, zip } from "../../support/cloud/function-code.ts";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-invoke-${Date.now()}`;
let functions: Functions;
let logs: CloudWatchLogsClient;
let echo = "";

beforeAll(async () => {
  logs = new CloudWatchLogsClient(settings);
  functions = await functionsFor(settings, prefix, ["logs:*"]);
  echo = await functions.create("echo", "export const handler = async (event) => event;");
});
afterAll(() => functions.removeAll());

describe("what handlers answer", () => {
  test("the event goes in, the answer comes back", async () => {
    const event = { text: "é😀", list: [1, null], nested: { a: true } };
    expect(await functions.invoke(echo, event)).toMatchObject({ answer: event, error: undefined });
  });

  test("nothing is null", async () => {
    const name = await functions.create("nothing", "export const handler = async () => {};");
    expect((await functions.invoke(name)).answer).toBeNull();
  });

  test("CommonJS, folders and nested exports work", async () => {
    const files = {
      "lib/main.js": "exports.api = { run: async () => require('./other.js') };",
      "lib/other.js": "module.exports = 7;",
    };
    const name = await functions.create("commonjs", "", {
      Code: { ZipFile: zip(files) },
      Handler: "lib/main.api.run",
    });
    expect((await functions.invoke(name)).answer).toBe(7);
  });

  test("an ES module by package.json works", async () => {
    const files = {
      "package.json": '{"type":"module"}',
      "index.js": "export const handler = async () => import.meta.filename.endsWith('index.js');",
    };
    const name = await functions.create("esm", "", { Code: { ZipFile: zip(files) } });
    expect((await functions.invoke(name)).answer).toBe(true);
  });

  test("callbacks work on Node.js 22, and not since 24", async () => {
    const Code = {
      ZipFile: zip({
        "index.js": "exports.handler = (event, context, callback) => callback(null, 'called');",
      }),
    };
    const before = await functions.create("callback-22", "", { Runtime: "nodejs22.x", Code });
    const after = await functions.create("callback-24", "", { Runtime: "nodejs24.x", Code });
    expect((await functions.invoke(before)).answer).toBe("called");
    expect((await functions.invoke(after)).answer).toMatchObject({
      errorType: "Runtime.CallbackHandlerDeprecated",
    });
  });

  test("the context and the environment say where it runs", async () => {
    const name = await functions.create(
      "context",
      `export const handler = async (event, context) => ({
        name: context.functionName, version: context.functionVersion, arn: context.invokedFunctionArn,
        memory: context.memoryLimitInMB, remaining: context.getRemainingTimeInMillis(), id: context.awsRequestId,
        group: context.logGroupName, environment: process.env });`,
      { Environment: { Variables: { COLOUR: "red" } }, MemorySize: 256, Timeout: 5 },
    );
    const { answer, log } = await functions.invoke(name);
    const seen = answer as Record<string, unknown> & { environment: Record<string, string> };
    expect(seen).toMatchObject({ name, version: "$LATEST", memory: "256", group: `/aws/lambda/${name}` });
    expect(seen["arn"]).toMatch(new RegExp(`^arn:aws:lambda:${settings.region}:\\d{12}:function:${name}$`));
    expect(seen["remaining"]).toBeGreaterThan(4000);
    expect(log).toContain(`START RequestId: ${seen["id"]} Version: $LATEST`);
    expect(seen.environment).toMatchObject({
      COLOUR: "red",
      AWS_REGION: settings.region,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
      _HANDLER: "index.handler",
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};/),
    });
    expect(seen.environment["AWS_SESSION_TOKEN"]).toBeTruthy();
    expect(seen.environment["HOME"]).toBeUndefined();
  });
});

describe("what goes wrong", () => {
  test("an error comes back with its type, message and trace", async () => {
    const name = await functions.create(
      "throws",
      "export const handler = async () => { throw new TypeError('boom'); };",
    );
    const { answer, error, log } = await functions.invoke(name);
    expect(error).toBe("Unhandled");
    expect(answer).toMatchObject({ errorType: "TypeError", errorMessage: "boom" });
    expect((answer as { trace: string[] }).trace[0]).toBe("TypeError: boom");
    expect(log).toContain("Invoke Error");
  });

  test("a process that exits is replaced", async () => {
    const name = await functions.create(
      "exits",
      "export const handler = async ({ code }) => code === undefined ? 'fine' : process.exit(code);",
    );
    const { answer, error } = await functions.invoke(name, { code: 3 });
    expect(error).toBe("Unhandled");
    expect(answer).toMatchObject({ errorType: "Runtime.ExitError" });
    expect((answer as { errorMessage: string }).errorMessage).toMatch(
      /^RequestId: \S+ Error: Runtime exited with error: exit status 3$/,
    );
    expect((await functions.invoke(name)).answer).toBe("fine");
  });

  test("an error that nobody catches ends the process", async () => {
    const name = await functions.create(
      "uncaught",
      "export const handler = () => new Promise(() => setImmediate(() => { throw new RangeError('late'); }));",
    );
    expect((await functions.invoke(name)).answer).toMatchObject({
      errorType: "RangeError",
      errorMessage: "late",
    });
  });

  test("a handler that takes too long is stopped, even in an endless loop", async () => {
    const name = await functions.create("endless", "export const handler = async () => { for (;;); };", {
      Timeout: 1,
    });
    const { answer, error, log } = await functions.invoke(name);
    expect(error).toBe("Unhandled");
    expect((answer as { errorMessage: string }).errorMessage).toMatch(
      /^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/,
    );
    expect(log).toContain("Task timed out after 1.00 seconds");
  });

  test.each([
    ["missing-module", { "other.mjs": "" }, "index.handler", "Runtime.ImportModuleError"],
    [
      "missing-export",
      { "index.mjs": "export const other = 1;" },
      "index.handler",
      "Runtime.HandlerNotFound",
    ],
    [
      "bad-syntax",
      { "index.mjs": "export const handler = (" },
      "index.handler",
      "Runtime.UserCodeSyntaxError",
    ],
    ["throws-early", { "index.mjs": "throw new Error('early'); export {};" }, "index.handler", "Error"],
  ])("%s", async (name, files, Handler, errorType) => {
    const created = await functions.create(name, "", { Code: { ZipFile: zip(files) }, Handler });
    expect(await functions.invoke(created)).toMatchObject({ error: "Unhandled", answer: { errorType } });
  });

  test("an answer of more than 6 MB is an error", async () => {
    const name = await functions.create("large", "export const handler = async () => 'x'.repeat(7e6);", {
      MemorySize: 512,
    });
    expect(await functions.invoke(name)).toMatchObject({
      error: "Unhandled",
      answer: { errorType: "Function.ResponseSizeTooLarge" },
    });
  });

  test("a payload that is no JSON, or too large, is refused", async () => {
    const send = (Payload: Uint8Array, InvocationType?: "Event") =>
      functions.lambda.send(new InvokeCommand({ FunctionName: echo, Payload, InvocationType }));
    await expect(send(Buffer.from("{"))).rejects.toMatchObject({ name: "InvalidRequestContentException" });
    await expect(send(Buffer.from(`"${"x".repeat(6.5e6)}"`))).rejects.toMatchObject({
      name: "RequestTooLargeException",
    });
  });

  test("a function that does not exist is not found", async () => {
    await expect(functions.invoke(`${prefix}-never`)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: expect.stringMatching(/^Function not found: arn:aws:lambda:/),
    });
  });
});

describe("processes", () => {
  const counter = "let count = 0; export const handler = async () => ({ count: ++count, pid: process.pid });";

  test("a process serves one invocation after the other", async () => {
    const name = await functions.create("warm", counter);
    const first = await functions.invoke(name);
    const second = await functions.invoke(name);
    expect(first.answer).toMatchObject({ count: 1 });
    expect(second.answer).toEqual({ ...(first.answer as object), count: 2 });
    expect(first.log).toContain("Init Duration:");
    expect(second.log).not.toContain("Init Duration:");
  });

  test("invocations at the same time get processes of their own", async () => {
    const name = await functions.create(
      "parallel",
      "export const handler = async () => { await new Promise((r) => setTimeout(r, 500)); return process.pid; };",
    );
    const answers = await Promise.all([1, 2, 3].map(() => functions.invoke(name)));
    expect(new Set(answers.map(({ answer }) => answer)).size).toBeGreaterThan(1);
  });

  test("new code and new settings count from the next invocation", async () => {
    const name = await functions.create(
      "changing",
      "export const handler = async () => [1, process.env.LEVEL];",
    );
    expect((await functions.invoke(name)).answer).toEqual([1, null]);
    await functions.lambda.send(
      new UpdateFunctionCodeCommand({
        FunctionName: name,
        ZipFile: module("export const handler = async () => [2, process.env.LEVEL];"),
      }),
    );
    await eventually(() =>
      functions.lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: name,
          Environment: { Variables: { LEVEL: "high" } },
        }),
      ),
    );
    await eventually(async () => expect((await functions.invoke(name)).answer).toEqual([2, "high"]));
  });

  test("a DryRun runs nothing", async () => {
    const answer = await functions.lambda.send(
      new InvokeCommand({ FunctionName: echo, InvocationType: "DryRun" }),
    );
    expect(answer.StatusCode).toBe(204);
  });
});

describe("logs", () => {
  const talk = `export const handler = async () => { console.log("hello %d", 1, { a: [1] }); console.error(new Error("bad"));
    process.stdout.write("raw\\n"); console.debug("quiet"); return 1; };`;

  async function messages(logGroupName: string, least: number): Promise<string[]> {
    return eventually(async () => {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
      expect(events.length).toBeGreaterThanOrEqual(least);
      return events.map(({ message = "" }) => message);
    }, 60);
  }

  test("text: START, lines of console, END and REPORT", async () => {
    const name = await functions.create("text-logs", talk);
    const { log } = await functions.invoke(name);
    expect(log).toMatch(/\d{4}-\d\d-\d\dT[\d:.]+Z\t[0-9a-f-]{36}\tINFO\thello 1 { a: \[ 1 \] }\n/);
    expect(log).toMatch(/\tERROR\tError: bad\n {4}at /);
    expect(log).toMatch(/\tDEBUG\tquiet\n/);
    expect(log).toContain("\nraw\n");
    expect(log).toMatch(
      /END RequestId: \S+\nREPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\t/,
    );
    const logGroupName = `/aws/lambda/${name}`;
    const stored = (await messages(logGroupName, 7)).join("");
    for (const part of ["INIT_START", "START RequestId", "hello 1", "REPORT RequestId"])
      expect(stored).toContain(part);
    await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  });

  test("JSON: one object an event, from the level on", async () => {
    const LogGroup = `/plinth-conformance/${prefix}`;
    const LoggingConfig = { LogFormat: "JSON", LogGroup } as const;
    const name = await functions.create("json-logs", talk, { LoggingConfig });
    await functions.invoke(name);
    const events = (await messages(LogGroup, 6))
      .filter((message) => message.startsWith("{"))
      .map((message) => JSON.parse(message));
    expect(events).toContainEqual(
      expect.objectContaining({
        level: "INFO",
        message: "hello 1 { a: [ 1 ] }",
        requestId: expect.any(String),
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ level: "ERROR", message: expect.objectContaining({ errorMessage: "bad" }) }),
    );
    expect(events.some(({ message }) => message === "quiet")).toBe(false);
    const report = events.find(({ type }) => type === "platform.report");
    expect(report.record.metrics).toMatchObject({ memorySizeMB: 128, durationMs: expect.any(Number) });
    await logs.send(new DeleteLogGroupCommand({ logGroupName: LogGroup }));
  });
});
