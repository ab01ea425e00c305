import { describe, expect, test } from "vitest";
import type { LogSource } from "../../../src/logs/log-source.ts";
import { parseEntry } from "../../../src/logs/parse/parse-entry.ts";

const timestamp = Date.parse("2026-11-22T18:53:20.000Z");
const greet: LogSource = { name: "greet", kind: "function", group: "/aws/lambda/small-dev-greet" };
const api: LogSource = { name: "api", kind: "api", group: "/aws/appsync/apis/abc" };
const http: LogSource = { name: "http", kind: "http", group: "/aws/vendedlogs/small-dev-http" };
const requestId = "ed5b1419-cc14-4b10-875c-0e3dd68802a9";

const entryOf = (line: object | string, source = greet) =>
  parseEntry(
    {
      group: source.group,
      stream: "s",
      timestamp,
      message: typeof line === "string" ? line : JSON.stringify(line),
    },
    source,
  );

const plain = {
  kind: "line",
  level: "info",
  message: "",
  requestId: null,
  tenant: null,
  fields: {},
  error: null,
};

describe("lines of functions", () => {
  test("of the logger", () => {
    const line = {
      level: "warn",
      time: "2026-11-22T18:53:17.577Z",
      length: 2,
      nested: { a: [1] },
      function: "greet",
      requestId,
      tenant: "acme",
      message: "Greeting",
    };
    expect(entryOf(line)).toEqual({
      ...plain,
      time: "2026-11-22T18:53:20.000Z",
      source: "greet",
      level: "warn",
      message: "Greeting",
      requestId,
      tenant: "acme",
      fields: { length: 2, nested: { a: [1] } },
    });
  });

  test("an error of the logger, from a process on AWS and one of the local cloud, has the project's own paths", () => {
    const stackIn = (home: string) =>
      [
        "TypeError: There is nobody",
        `    at fail (${home}functions/greet/handler.ts:14:9)`,
        `    at async handler (${home}functions/greet/handler.ts:9:26)`,
        `    at ${home}lib/names.ts:3:1`,
        `    at callHandler (${home}infra/runtime/lambda/run.ts:73:16)`,
        `    at Object.parse (${home}node_modules/zod/index.js:1:2)`,
        "    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
        "    at async Runtime.handleOnce (file:///var/runtime/index.mjs:1173:29)",
        "    at async serve (/opt/plinth/dist/lambda-runtime/bootstrap.cjs:64:19)",
      ].join("\n");
    const hash = "c91e066b231c13df492668c35d2375a5b266f5071e3e1bb3204081a0e1a04f72";
    const homes = [
      "/var/task/",
      "file:///var/task/",
      `/home/jane/my project/.plinth/cloud/blobs/lambda/${hash}/`.replace(" ", "-"),
    ];
    for (const home of homes) {
      const error = { name: "TypeError", message: "There is nobody", stack: stackIn(home) };
      expect(entryOf({ level: "error", message: "Failed", error }).error).toEqual({
        name: "TypeError",
        message: "There is nobody",
        cause: null,
        stack: [
          { text: "fail (functions/greet/handler.ts:14:9)", own: true },
          { text: "async handler (functions/greet/handler.ts:9:26)", own: true },
          { text: "lib/names.ts:3:1", own: true },
          { text: "callHandler (infra/runtime/lambda/run.ts:73:16)", own: false },
          { text: "Object.parse (node_modules/zod/index.js:1:2)", own: false },
        ],
      });
    }
  });

  test("an error with a cause", () => {
    const cause = { name: "Error", message: "no socket", stack: "Error: no socket" };
    const error = { name: "Error", message: "no mail", stack: "Error: no mail", cause };
    expect(entryOf({ level: "error", message: "Failed", error }).error).toMatchObject({
      message: "no mail",
      cause: { message: "no socket", cause: null },
    });
  });

  test("a field that is called error but is none stays a field", () => {
    expect(
      entryOf({ level: "info", message: "Refused", errorType: "Invalid", error: "too long" }),
    ).toMatchObject({
      message: "Refused",
      fields: { error: "too long" },
    });
  });

  test.each([
    ["INFO", "info"],
    ["DEBUG", "debug"],
    ["TRACE", "debug"],
    ["WARN", "warn"],
    ["ERROR", "error"],
    ["FATAL", "error"],
    [undefined, "info"],
  ])("console at %s", (written, level) => {
    const line = { timestamp: "2026-11-22T18:53:17.645Z", level: written, requestId, message: "hello" };
    expect(entryOf(line)).toMatchObject({ kind: "line", level, message: "hello", requestId, fields: {} });
  });

  test("console.error with an error in it, as Lambda writes it", () => {
    const stackTrace = ["TypeError: no", "    at handler (/var/task/functions/greet/handler.ts:2:1)"];
    const error = { name: "TypeError", message: "no", cause: null };
    const alone = { level: "ERROR", message: { errorType: "TypeError", errorMessage: "no", stackTrace } };
    const within = {
      level: "ERROR",
      message: `went wrong: ${stackTrace.join("\n")}`,
      errorType: "TypeError",
      errorMessage: "no",
      stackTrace,
    };
    expect(entryOf(alone)).toMatchObject({ message: "no", error, fields: {} });
    expect(entryOf(within)).toMatchObject({ message: "went wrong: TypeError: no", error, fields: {} });
  });

  test("what callers were told of a failure is a detail: the cause stands in a line of its own", () => {
    const errorMessage = `Something went wrong. Request ${requestId}.`;
    const message = { errorType: "InternalError", errorMessage, trace: [] };
    expect(entryOf({ level: "ERROR", requestId, message })).toMatchObject({ kind: "detail", level: "error" });
    const other = { errorType: "InternalError", errorMessage: "Something else", trace: [] };
    expect(entryOf({ level: "ERROR", requestId, message: other })).toMatchObject({ kind: "line" });
  });

  test.each([
    ["success", {}, { kind: "summary", level: "info", message: "Done" }],
    ["error", { errorType: "TypeError" }, { kind: "summary", level: "error", message: "Failed: TypeError" }],
    ["timeout", {}, { kind: "line", level: "error", message: "Timed out after 10 s" }],
    ["failure", {}, { kind: "line", level: "error", message: "Ended: the process crashed" }],
    [
      "error",
      { errorType: "Runtime.ExitError" },
      { kind: "line", level: "error", message: "Ended: Runtime.ExitError" },
    ],
  ])("a report of %s %j", (status, more, expected) => {
    const metrics = { durationMs: 10_000.4, memorySizeMB: 512, maxMemoryUsedMB: 90, initDurationMs: 624.1 };
    const record = { requestId, metrics, status, ...more };
    expect(entryOf({ time: "2026-11-22T18:53:17.153Z", type: "platform.report", record })).toMatchObject({
      ...expected,
      requestId,
      fields: { ms: 10_000.4, memoryMb: 90, ofMb: 512, coldStartMs: 624 },
    });
  });

  test("what else Lambda says", () => {
    const record = { requestId, version: "$LATEST" };
    expect(entryOf({ time: "2026-11-22T18:53:17.117Z", type: "platform.start", record })).toMatchObject({
      kind: "detail",
      level: "debug",
      message: "platform.start",
      fields: { version: "$LATEST" },
    });
  });

  test("a metric", () => {
    const line = { function: "greet", requestId, tenant: "acme", _aws: {}, stage: "dev", Sent: 3 };
    expect(entryOf(line)).toMatchObject({ kind: "summary", message: "Sent 3", fields: { Sent: 3 } });
  });

  test("paths in texts are the project's, too", () => {
    expect(entryOf("boom\n    at /var/task/functions/greet/handler.ts:1:2").message).toBe(
      "boom\n    at functions/greet/handler.ts:1:2",
    );
  });

  test.each(["plain text\n", "{ not JSON", "[1, 2]", "null", ""])("text: %j", (text) => {
    expect(entryOf(text)).toEqual({
      ...plain,
      time: "2026-11-22T18:53:20.000Z",
      source: "greet",
      message: text.trimEnd(),
    });
  });
});

describe("lines of the API", () => {
  test.each([
    [200, "info"],
    [401, "warn"],
    [500, "error"],
  ])("a request that ended with %d", (statusCode, level) => {
    const line = {
      logType: "RequestSummary",
      requestId,
      graphQLAPIId: "abc",
      statusCode,
      latency: 167_400_000,
    };
    expect(entryOf(line, api)).toMatchObject({
      kind: "summary",
      level,
      requestId,
      message: `${statusCode}`,
      fields: { ms: 167.4 },
    });
  });

  test.each([
    ["InternalError", "error"],
    ["Lambda:Unhandled", "error"],
    ["NotFound", "warn"],
    ["Unauthorized", "warn"],
  ])("a field with an error of type %s", (errorType, level) => {
    const errors = [{ message: "No.", errorType, errorInfo: null }];
    const line = {
      logType: "FieldErrors",
      path: ["invoice", "lines", 0],
      fieldName: "lines",
      requestId,
      errors,
    };
    expect(entryOf(line, api)).toMatchObject({
      kind: "line",
      level,
      requestId,
      message: "No.",
      fields: { field: "invoice.lines.0", errorType },
    });
  });

  test("what else AppSync says", () => {
    expect(entryOf(`${requestId} Begin Request`, api)).toMatchObject({
      kind: "detail",
      requestId,
      message: "Begin Request",
    });
    expect(entryOf({ logType: "ExecutionSummary", requestId, duration: 1 }, api)).toMatchObject({
      kind: "detail",
      message: "ExecutionSummary",
      fields: { duration: 1 },
    });
  });
});

test.each([
  ["200", { kind: "summary", level: "info" }],
  ["404", { kind: "summary", level: "warn" }],
  ["502", { kind: "line", level: "error" }],
])("a line of the HTTP API with status %s", (status, expected) => {
  const line = {
    requestId: "Hn2x=",
    time: "22/Nov/2026:18:53:17 +0000",
    method: "POST",
    route: "POST /webhooks/stripe",
    status,
    bytes: "33",
    milliseconds: "12",
    ip: "192.0.2.1",
    user: "-",
    error: "-",
    integrationError: "-",
  };
  expect(entryOf(line, http)).toMatchObject({
    ...expected,
    requestId: "Hn2x=",
    message: `POST /webhooks/stripe ${status}`,
    fields: { ms: 12, bytes: 33, ip: "192.0.2.1" },
  });
});
