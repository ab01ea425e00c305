import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { lambdaFieldCode } from "../../../../../../src/templates/infra/runtime/resolvers/manifest.ts";
import { bundleFunction } from "../../../../../support/appsync/bundle-function.ts";
import { type Api, createApi } from "../../../../../support/appsync/create-api.ts";
import { lambda } from "../../../../../support/appsync/data-sources/lambda.ts";
import { functionsFolder } from "./resolver-api.ts";

const schema = `type Query { quote(weight: Int): String @aws_cognito_user_pools @aws_iam }
schema { query: Query }`;

/** What the Lambda does with the event it is given. */
let answer: (event: Record<string, unknown>) => unknown;
let api: Api;

beforeAll(async () => {
  const code = await bundleFunction(join(functionsFolder, "invoke.ts"));
  const dataSource = lambda((event) => answer(event as Record<string, unknown>));
  api = createApi({
    schema,
    resolvers: {
      "Query.quote": { code: lambdaFieldCode, functions: [{ name: "invoke", code, dataSource }] },
    },
  });
});

const ask = () =>
  api.as({ sub: "jane", tenantId: "acme" }, { authorization: "token" }).query("{ quote(weight: 3) }");

describe("a field that a Lambda answers", () => {
  it("gets what the README of the Lambdas says, and its data is the answer", async () => {
    let seen: Record<string, unknown> = {};
    answer = (event) => {
      seen = event;
      return { data: "12 EUR" };
    };
    expect(await ask()).toEqual({ data: { quote: "12 EUR" }, errors: [] });
    expect(seen).toMatchObject({
      arguments: { weight: 3 },
      identity: { sub: "jane", claims: { tenant_id: "acme" } },
      source: null,
      request: { headers: { authorization: "token" } },
      info: { fieldName: "quote", parentTypeName: "Query" },
    });
    expect(Object.keys(seen).sort()).toEqual(["arguments", "identity", "info", "request", "source"]);
  });

  it("refuses under the type that the Lambda gives", async () => {
    answer = () => ({ error: { type: "NotFound", message: "No such parcel.", info: { id: "1" } } });
    expect((await ask()).errors).toMatchObject([
      { errorType: "NotFound", message: "No such parcel.", errorInfo: { id: "1" } },
    ]);
  });

  it("says nothing of what went wrong inside", async () => {
    answer = () => {
      throw new Error("password is hunter2");
    };
    const { errors } = await ask();
    expect(errors).toMatchObject([{ errorType: "InternalError" }]);
    expect(JSON.stringify(errors)).not.toContain("hunter2");
  });
});
