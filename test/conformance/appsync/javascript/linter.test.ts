import { describe, expect, it } from "vitest";
import { lint } from "../../../support/appsync-js/lint.ts";
import { accepted } from "./accepted.ts";
import { rejected } from "./rejected.ts";

// AWS's own linter as a second opinion on the tables. Its rules without types see part of what the runtime lacks.

const module = (body: string) =>
  `import { util } from "@aws-appsync/utils"; import * as ddb from "@aws-appsync/utils/dynamodb"; export function request(ctx) { ${body} } export function response(ctx) {}`;

describe("AWS's linter", () => {
  it("finds nothing in code that AppSync takes", () => {
    expect(accepted.flatMap(([, body]) => lint(module(body)))).toEqual([]);
  });
  it("refuses nothing by its syntax that the tables do not refuse", () => {
    const flagged = rejected.filter(([, body]) => lint(module(body)).length > 0);
    expect(flagged.length).toBeGreaterThan(15);
  });
});
