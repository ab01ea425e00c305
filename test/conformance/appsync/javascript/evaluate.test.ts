import { AppSyncClient, EvaluateCodeCommand } from "@aws-sdk/client-appsync";
import { beforeAll, describe, expect, it } from "vitest";
import { target } from "../../../support/cloud/target.ts";
import { runtime } from "../api.ts";
import { accepted } from "./accepted.ts";
import { refusals, statements } from "./rds.ts";
import { rejected, rejectedModules } from "./rejected.ts";
import { results } from "./results.ts";
import { type Source, sources } from "./sources.ts";

// The tables of what AppSync's JavaScript runtime takes, refuses and computes, each row with the page that says so. They go
// through EvaluateCode, so that the same rows can be put to AWS: CONFORMANCE_ENDPOINT=aws.

const { settings } = target();
let client: AppSyncClient;
beforeAll(() => {
  client = new AppSyncClient(settings);
});

const head =
  'import { util, extensions, runtime } from "@aws-appsync/utils"; import * as ddb from "@aws-appsync/utils/dynamodb";';
const handler = (body: string) =>
  `${head} export function request(ctx) { ${body} } export function response(ctx) {}`;
const context = JSON.stringify({ arguments: { list: [3, 1, 2], text: "ab", n: 4 } });
const evaluate = (code: string, more: Partial<EvaluateCodeCommand["input"]> = {}) =>
  client.send(new EvaluateCodeCommand({ runtime, code, context, function: "request", ...more }));
const titled = <T extends readonly [Source, string, ...unknown[]]>(rows: readonly T[]) =>
  rows.map(
    (row) => [row[1].length > 100 ? `${row[1].slice(0, 100)}...` : row[1], sources[row[0]], row] as const,
  );

it("has at least 150 rows", () => {
  const tables = [accepted, rejected, rejectedModules, results, statements, refusals];
  expect(tables.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(350);
});

describe("code that AppSync takes", () => {
  it.each(titled(accepted))("%s [%s]", async (_title, _source, [, body, expected]) => {
    const { error, evaluationResult } = await evaluate(handler(body));
    expect(error).toBeUndefined();
    expect(JSON.parse(evaluationResult ?? "null")).toEqual(expected);
  });
});

describe("code that AppSync does not take", () => {
  it.each(titled(rejected))("%s [%s]", async (_title, _source, [, body]) => {
    const { error, evaluationResult } = await evaluate(handler(body));
    expect(evaluationResult).toBeUndefined();
    expect(error?.codeErrors?.length).toBeGreaterThan(0);
  });
  it.each(titled(rejectedModules))("%s [%s]", async (_title, _source, [, code]) => {
    // Of code that is too long, AWS refuses the request itself.
    const problem = await evaluate(code).then(
      ({ error }) => error?.codeErrors?.length,
      (refusal: Error) => refusal.name,
    );
    expect(problem === "BadRequestException" || Number(problem) > 0).toBe(true);
  });
});

describe("the runtime's utilities", () => {
  it.each(titled(results))("%s [%s]", async (_title, _source, [, expression, expected]) => {
    const { error, evaluationResult } = await evaluate(handler(`return ${expression};`));
    expect(error).toBeUndefined();
    expect(JSON.parse(evaluationResult ?? "null")).toEqual(expected);
  });
});

describe("the SQL that AppSync makes", () => {
  const sql = (expression: string) =>
    `import * as rds from "@aws-appsync/utils/rds"; export function request(ctx) { return ${expression}; }`;
  it.each(statements.map((row) => [row[0], row] as const))("of %s", async (_title, row) => {
    const [expression, texts, variables, hints = {}] = row;
    const { error, evaluationResult } = await evaluate(sql(expression));
    expect(error).toBeUndefined();
    expect(JSON.parse(evaluationResult ?? "null")).toEqual({
      statements: texts,
      variableMap: Object.fromEntries(variables.map((value, at) => [`:P${at}`, value])),
      variableTypeHintMap: hints,
    });
  });
  it.each(refusals)("of %s: %s", async (expression, message) => {
    // AWS begins with where in the code it happened.
    expect((await evaluate(sql(expression))).error?.message?.replace(/^code\.js:\d+:\d+: /, "")).toBe(
      message,
    );
  });
});

describe("an evaluation", () => {
  // https://docs.aws.amazon.com/appsync/latest/devguide/test-resolvers.html
  it("logs with level and place", async () => {
    const { logs } = await evaluate(
      'export function request(ctx) {\n  console.log("This request is allowed");\n  console.error(ctx.args.n, { a: 1 });\n  return {};\n}',
    );
    expect(logs).toEqual(['INFO - code.js:2:3: "This request is allowed"', 'ERROR - code.js:3:3: 4 {"a":1}']);
  });
  // https://github.com/localstack/appsync-utils/blob/main/__tests__/__snapshots__/resolvers.test.js.snap
  it.each([
    ['util.error("foo")', "foo"],
    ["util.unauthorized()", "Unauthorized"],
  ])("ends with the message of %s", async (call, message) => {
    expect((await evaluate(handler(`${call};`))).error?.message).toBe(message);
  });
  it("shows appended errors and the stash", async () => {
    const body = 'util.appendError("careful", "Warning"); ctx.stash.a = 1; return 2;';
    const { evaluationResult, stash, outErrors } = await evaluate(handler(body));
    expect([evaluationResult, stash]).toEqual(["2", '{"a":1}']);
    expect(JSON.parse(outErrors ?? "")).toMatchObject([{ message: "careful", type: "Warning" }]);
  });
  it("gives what earlyReturn was told", async () => {
    expect((await evaluate(handler("runtime.earlyReturn({ a: 1 }); return 2;"))).evaluationResult).toBe(
      '{"a":1}',
    );
  });
  it("ends loops at 1,000 turns", async () => {
    const turns = (count: number) =>
      `const l = []; l.length = ${count}; let n = 0; for (const each of l.fill(0)) { n += 1; } return n;`;
    expect((await evaluate(handler(turns(1000)))).evaluationResult).toBe("1000");
    expect((await evaluate(handler(turns(1001)))).error?.message).toMatch(/1000/);
  });
  it("evaluates response handlers, and handlers that are constants", async () => {
    const code =
      "export const request = (ctx) => ({ payload: null }); export const response = (ctx) => ctx.result.a;";
    const given = JSON.stringify({ result: { a: "found" } });
    expect((await evaluate(code, { function: "response", context: given })).evaluationResult).toBe('"found"');
  });
  it("refuses a context that is no JSON", async () => {
    await expect(evaluate(handler("return 1;"), { context: "{" })).rejects.toMatchObject({
      name: "BadRequestException",
    });
  });
});
