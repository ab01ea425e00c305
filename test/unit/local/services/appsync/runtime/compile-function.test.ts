import { describe, expect, test } from "vitest";
import { compileFunction } from "../../../../../../src/local/services/appsync/runtime/compile-function.ts";
import type { Context } from "../../../../../../src/local/services/appsync/runtime/context.ts";

const context: Context = {
  arguments: { n: 3 },
  identity: null,
  source: null,
  stash: {},
  result: null,
  prev: { result: null },
  error: null,
  request: { headers: {}, domainName: null },
  info: {
    fieldName: "f",
    parentTypeName: "Query",
    variables: {},
    selectionSetList: [],
    selectionSetGraphQL: "",
  },
  env: {},
};

function run(body: string, imports = "") {
  const code = `${imports}\nfunction request(ctx) { ${body} }\nexport { request };`;
  return compileFunction(code, () => 1_700_000_000_000).evaluate("request", context);
}

const value = (expression: string) => {
  const { end } = run(`return ${expression};`, 'import { util } from "@aws-appsync/utils";');
  return end.kind === "value" ? end.value : end;
};

describe("what code finds in the realm", () => {
  test.each([
    ["[3, 1, 2].sort()", [1, 2, 3]],
    ["[...'ab'].map((c) => c + c)", ["aa", "bb"]],
    ["Object.entries({ a: 1 })", [["a", 1]]],
    ["JSON.parse('{')", ""],
    ["'a#b'.split('#')", ["a", "b"]],
    ["'a b b'.replaceAll('b', 'c')", "a c c"],
    ["'a.b'.replace('.', '')", ".b"],
    ["'a|b'.split('|')", ["a", "b"]],
    ["Object.keys({ a: 1 }).length", 1],
    ["util.matches('[a-c]+', 'abca')", true],
    ["util.matches('[a-c]+', 'abcd')", false],
    ["util.time.nowISO8601()", "2023-11-14T22:13:20.000Z"],
    ["util.autoUlid().slice(0, 10)", "01HF7YAT00"],
    [
      "util.dynamodb.toMapValues({ a: 1, b: [null, 'x'] })",
      { a: { N: 1 }, b: { L: [{ NULL: null }, { S: "x" }] } },
    ],
    ["{ kept: 1, gone: undefined }", { kept: 1 }],
    ["undefined", null],
  ])("%s", (expression, expected) => {
    expect(value(expression)).toEqual(expected);
  });

  test.each([
    "new Map()",
    "Promise.resolve()",
    "process.env",
    "'a'.includes('a')",
    "[1].includes(1)",
    "Array.from([1])",
    "parseInt('1')",
    "Math.abs(1)",
    "[2, 1].sort((a, b) => a - b)",
    "'a'.replaceAll('(', 'b')",
    "eval('1')",
    "fetch('http://127.0.0.1')",
    "setTimeout(() => 1)",
    "(() => 1).constructor('return 1')()",
    "null.x",
  ])("%s fails as a runtime error", (expression) => {
    expect(value(expression)).toMatchObject({ kind: "error", error: { errorType: "Code" } });
  });
});

describe("how a handler ends", () => {
  const imports = 'import { runtime, util, extensions } from "@aws-appsync/utils";';

  test("util.error carries type, data and info, and the stash written before it stays", () => {
    const outcome = run(
      'ctx.stash.a = 1; util.error("no", "Invalid", { d: 1 }, { field: "x" }); ctx.stash.a = 2;',
      imports,
    );
    expect(outcome.end).toMatchObject({
      kind: "error",
      error: { message: "no", errorType: "Invalid", data: { d: 1 }, errorInfo: { field: "x" } },
    });
    expect(outcome.stash).toEqual({ a: 1 });
  });

  test("earlyReturn carries its value and where to go on", () => {
    const { end } = run('runtime.earlyReturn({ hello: "world" }, { skipTo: "END" });', imports);
    expect(end).toMatchObject({ kind: "earlyReturn", signal: { value: { hello: "world" }, skipTo: "END" } });
  });

  test("appended errors and extensions are recorded", () => {
    const outcome = run(
      'util.appendError("a", "T"); extensions.invalidateSubscriptions({ subscriptionField: "s", payload: { t: 1 } }); return 1;',
      imports,
    );
    expect(outcome).toMatchObject({
      end: { value: 1 },
      appended: [{ message: "a", errorType: "T" }],
      extensions: { invalidations: [{ subscriptionField: "s", payload: { t: 1 } }] },
    });
  });

  test("loops end at AppSync's limit", () => {
    const list = "const list = []; list.length = 1001;";
    expect(run(`${list} for (const each of list) ctx.stash.a = 1; return 1;`).end.kind).toBe("error");
    expect(run("for (const c of 'abc') { ctx.stash.a = c } return ctx.stash.a;").end).toMatchObject({
      value: "c",
    });
  });

  test("undefined never reaches DynamoDB unnoticed", () => {
    expect(() => run("return util.dynamodb.toMapValues({ a: undefined });", imports)).toThrow(
      /leave the attribute out/,
    );
  });
});
