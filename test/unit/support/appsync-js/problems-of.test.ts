import { describe, expect, test } from "vitest";
import { lint } from "../../../support/appsync-js/lint.ts";
import { problemsOf } from "../../../support/appsync-js/problems-of.ts";
import { typeCheck } from "../../../support/appsync-js/type-check.ts";

const inHandler = (body: string) =>
  `import { util } from "@aws-appsync/utils";\nexport function request(ctx) { ${body} }`;

describe("what is said of bundled code", () => {
  test.each([
    "return util.dynamodb.toMapValues({ id: ctx.args.id });",
    "const list = []; list.push({ a: 1 }); list.push({ b: 2 }); return list;",
    "const { a = null } = ctx.args; return ctx.stash.x?.y ?? a;",
  ])("nothing: %s", (body) => {
    expect(problemsOf(inHandler(body))).toEqual([]);
  });

  test.each(["async () => 1", "ctx.args.n++", "/a/.test(ctx.args.a)", "'a' in ctx"])(
    "AWS's linter minds %s",
    (text) => {
      expect(lint(inHandler(`return ${text};`))).toHaveLength(1);
    },
  );

  test.each([
    ["const list = [{ a: 1 }]; list.push({ b: 2 }); return list;", "TS2345"],
    ["let key = { ge: ctx.args.a }; key = { eq: 1 }; return key;", "TS2741"],
    ["const args = ['a', 'b']; util.error(...args);", "TS2556"],
    ["return util.time.now();", "TS2339"],
  ])("TypeScript minds %s", (body, code) => {
    expect(typeCheck(inHandler(body)).join("\n")).toContain(code);
  });
});
