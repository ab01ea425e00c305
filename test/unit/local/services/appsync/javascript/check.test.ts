import { describe, expect, test } from "vitest";
import { checkAppSyncCode } from "../../../../../../src/local/services/appsync/javascript/check.ts";
import type { Rule } from "../../../../../../src/local/services/appsync/javascript/violation.ts";

const head =
  'import { util, runtime, extensions } from "@aws-appsync/utils";\nimport * as ddb from "@aws-appsync/utils/dynamodb";\n';

/** A module with this in its request handler. */
const inHandler = (body: string) => `${head}export function request(ctx) {\n${body}\n}`;

const rulesOf = (code: string): Rule[] => [...new Set(checkAppSyncCode(code).map((each) => each.rule))];

describe("code that runs on AppSync", () => {
  test.each([
    "const { id, limit = 20, ...rest } = ctx.args; return ddb.get({ key: { id }, limit, ...rest });",
    "let sum = 0; for (const each of ctx.args.list) { sum += each; } return sum;",
    "for (const key in ctx.args) { if (key === 'a') break; } return null;",
    "const double = (n) => n * 2; return double(ctx.args.n);",
    "function inner(a, b = 1, ...more) { return a + b + more.length; } return inner(1);",
    "return ctx.args.list.map((each) => ({ ...each, at: util.time.nowISO8601() }));",
    "return ctx.args.list.filter((a) => a).flatMap((a) => [a, a]).reduce((a, b) => a + b, 0);",
    "return ctx.args.list.map(({ id }, position) => id + position);",
    "return `$\u007bctx.args.a}#$\u007bctx.args.b ?? 'x'}`;",
    "return Object.entries(ctx.args).length > Object.keys(ctx.stash).length;",
    "return Object.assign({}, ctx.args, { a: 1 });",
    "if (!Object.hasOwn(ctx.args, 'a')) util.error('no', 'Invalid', null, { field: 'a' }); return {};",
    "delete ctx.stash.a; return typeof ctx.args.a === 'string' ? void 0 : undefined;",
    "switch (ctx.args.a) { case 1: return 'one'; case 2: { const x = 2; return x; } default: return null; }",
    "return JSON.parse(JSON.stringify(ctx.args));",
    "return Math.floor(Math.max(1, 2) * Math.random());",
    "return Number.isNaN(ctx.args.n) || Number.isFinite(ctx.args.n) || ctx.args.n === Infinity;",
    "return 'a#b'.split('#').slice(1).join('').toUpperCase().trim();",
    "return ctx.args.text.startsWith('a') && ctx.args.text.indexOf('b') >= 0;",
    "return ctx.identity?.claims?.roles?.some((role) => role === 'admin') ?? false;",
    "return [3, 1, 2].sort().reverse();",
    "runtime.earlyReturn({ a: 1 }, { skipTo: 'END' });",
    "extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ a: { eq: 1 } })); return null;",
    "return ddb.update({ key: { id: 1 }, update: { n: ddb.operations.increment(1) } });",
    "return util.dynamodb.toMapValues({ a: 1 });",
    "console.log('a', ctx.args); console.error(ctx); return 1;",
    "var a = 1; { let a = 2; return a; }",
    "const list = []; list.push(...ctx.args.list); return list;",
    "const [first, , third = 3] = ctx.args.list; return first + third;",
    "return -ctx.args.n % 2 | 1 & 3 ^ 4 << 1 >> 2;",
    "let n = 1; n += 1; n *= 2; return !n;",
    "return ctx.args['a'][0];",
    "function one() { return two(); } function two() { return 2; } return one();",
    "const key = 'a'; return { [key]: 1, key, b: { c: [1] } };",
  ])("%s", (body) => {
    expect(checkAppSyncCode(inHandler(body))).toEqual([]);
  });

  test("a bundle that exports by name and imports what it needs", () => {
    const code = `import { get } from "@aws-appsync/utils/dynamodb";
      var key = (id) => ({ id });
      function request(ctx) { return get({ key: key(ctx.args.id) }); }
      var response = (ctx) => ctx.result;
      export { request, response };`;
    expect(checkAppSyncCode(code)).toEqual([]);
  });
});

describe("code that does not", () => {
  test.each<[string, Rule]>([
    ["throw new Error('x');", "statement"],
    ["try { return 1; } catch (e) { return 2; }", "statement"],
    ["try { return 1; } finally { return 2; }", "statement"],
    ["while (true) { break; }", "statement"],
    ["do { break; } while (true);", "statement"],
    ["for (let i = 0; i < 3; i += 1) { }", "statement"],
    ["for (const a of [1]) { continue; }", "statement"],
    ["outer: for (const a of [1]) { break outer; }", "statement"],
    ["debugger;", "statement"],
    ["class A {}", "statement"],
    ["const A = class {};", "expression"],
    ["return new Map();", "expression"],
    ["return new Date().toISOString();", "expression"],
    ["return new RegExp('a');", "expression"],
    ["return /a/.test('a');", "expression"],
    ["return this;", "expression"],
    ["return 10n;", "expression"],
    ["return util`a`;", "global"],
    ["const tag = (a) => a; return tag`a`;", "expression"],
    ["return ctx.args.tag`a`;", "expression"],
    ["return (0, ctx)`a`;", "expression"],
    ["const f = function () { return 1; }; return f();", "expression"],
    ["return { m() { return 1; } };", "expression"],
    ["return { get a() { return 1; } };", "expression"],
    ["return (() => 1)();", "expression"],
    ["return import.meta.url;", "expression"],
    ["let n = 1; n++; return n;", "operator"],
    ["let n = 1; --n; return n;", "operator"],
    ["return ~1;", "operator"],
    ["return 'a' in ctx;", "operator"],
    ["return ctx instanceof Object;", "operator"],
    ["return 2 ** 3;", "operator"],
    ["ctx.stash.a ??= 1; return 1;", "operator"],
    ["ctx.stash.a ||= 1; return 1;", "operator"],
    ["return Promise.resolve(1);", "global"],
    ["return process.env.A;", "global"],
    ["return globalThis;", "global"],
    ["return eval('1');", "global"],
    ["return fetch('http://a');", "global"],
    ["setTimeout(() => 1, 1); return 1;", "global"],
    ["return require('fs');", "global"],
    ["return parseInt('1', 10);", "global"],
    ["return Number('1');", "global"],
    ["return String(1);", "global"],
    ["return Boolean(1);", "global"],
    ["return Array.isArray([]);", "global"],
    ["return Array.from([1]);", "global"],
    ["return Date.now();", "global"],
    ["return Symbol.iterator;", "global"],
    ["return Object.freeze({});", "global"],
    ["return Object.fromEntries([]);", "global"],
    ["return Math.abs(-1);", "global"],
    ["return Number.MAX_SAFE_INTEGER;", "global"],
    ["return Math['floor'](1);", "global"],
    ["return encodeURIComponent('a');", "global"],
    ["return structuredClone(ctx);", "global"],
    ["return arguments[0];", "global"],
    ["console.debug('a'); return 1;", "global"],
    ["return util.toJson({});", "global"],
    ["return util.time.now();", "global"],
    ["return ddb.operations.multiply(2);", "global"],
    ["return extensions.nothing();", "global"],
    ["const { time } = util; return time.nowISO8601();", "global"],
    ["return missing;", "global"],
    ["{ const hidden = 1; } return hidden;", "global"],
    ["return [1].includes(1);", "method"],
    ["return 'a'.includes('a');", "method"],
    ["return 'a'.substring(0);", "method"],
    ["return 'a'.padStart(3);", "method"],
    ["return 'a'.repeat(3);", "method"],
    ["return 'a'.charCodeAt(0);", "method"],
    ["return 'a'.match('a');", "method"],
    ["return 'a'.localeCompare('b');", "method"],
    ["return ctx.args.n.toFixed(2);", "method"],
    ["return ctx.args.n.toString();", "method"],
    ["return ctx.args.hasOwnProperty('a');", "method"],
    ["return [1].at(0);", "method"],
    ["return [1].keys();", "method"],
    ["return [1, 2].toSorted();", "method"],
    ["return [2, 1].sort((a, b) => a - b);", "method"],
    ["return ctx.args['map']((a) => a);", "method"],
    ["const f = (a) => a; return f.call(null, 1);", "method"],
    ["const f = (a) => a; return [1].map(f);", "function-value"],
    ["function f(a) { return a; } return [1].map(f);", "function-value"],
    ["const f = () => 1; const g = f; return g();", "function-value"],
    ["const f = () => 1; return f;", "function-value"],
    ["return () => 1;", "function-value"],
    ["return { f: () => 1 };", "function-value"],
    ["return util.time.nowISO8601;", "function-value"],
    ["return [1].join(() => 1);", "function-value"],
    ["const run = (f) => f; return run(() => 1);", "function-value"],
    ["function f(n) { return n > 0 ? f(n - 1) : 0; } return f(2);", "recursion"],
    ["const a = (n) => b(n); const b = (n) => a(n); return a(1);", "recursion"],
    ["const f = (list) => list.map((each) => f(each)); return f([]);", "recursion"],
  ])("%s: %s", (body, rule) => {
    expect(rulesOf(inHandler(body))).toContain(rule);
  });

  test.each<[string, Rule]>([
    ['import fs from "node:fs"; export function request() { return null; }', "module"],
    [
      'import { invokeModel } from "@aws-appsync/utils/ai"; export function request() { return invokeModel({}); }',
      "module",
    ],
    ['import { nothing } from "@aws-appsync/utils"; export function request() { return null; }', "module"],
    ['import util from "@aws-appsync/utils"; export function request() { return null; }', "module"],
    ["export default function request() { return null; }", "module"],
    ['export * from "@aws-appsync/utils";', "module"],
    ['export function request() { return import("a"); }', "module"],
    ["export async function request() { return null; }", "expression"],
    ["export function request() { await null; }", "syntax"],
    ["export function* request() { yield 1; }", "expression"],
    ["export function request( {", "syntax"],
    [`export function request() { return "${"x".repeat(32_768)}"; }`, "size"],
  ])("%#: %s", (code, rule) => {
    expect(rulesOf(code)).toContain(rule);
  });

  test("says what and where, in the order of the text", () => {
    const code = "export function request(ctx) {\n  let n = 0;\n  n++;\n  return fetch(n);\n}";
    expect(checkAppSyncCode(code)).toEqual([
      { rule: "operator", message: "++ and -- are not supported: use += 1", line: 3, column: 3 },
      { rule: "global", message: "fetch is not there", line: 4, column: 10 },
    ]);
  });

  test("counts bytes, not characters", () => {
    const text = "é".repeat(16_400);
    expect(rulesOf(`export function request() { return "${text}"; }`)).toEqual(["size"]);
    expect(rulesOf(`export function request() { return "${text.slice(100)}"; }`)).toEqual([]);
  });
});
