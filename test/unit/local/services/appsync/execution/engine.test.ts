import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { randomIds } from "../../../../../../src/local/kernel/ids.ts";
import type { ServiceContext } from "../../../../../../src/local/kernel/service.ts";
import { openStore } from "../../../../../../src/local/kernel/store.ts";
import type { ApiCaller } from "../../../../../../src/local/services/appsync/auth/caller.ts";
import { createEngine } from "../../../../../../src/local/services/appsync/execution/engine.ts";
import { codeCache } from "../../../../../../src/local/services/appsync/execution/resolver-runner.ts";
import { appSyncState, type StoredApi } from "../../../../../../src/local/services/appsync/state.ts";

const runtime = { name: "APPSYNC_JS", runtimeVersion: "1.0.0" } as const;
const caller: ApiCaller = { mode: "API_KEY", identity: null, groups: [], iam: null, deniedFields: [] };
const stored: StoredApi = {
  api: {
    apiId: "api",
    arn: "arn:aws:appsync:eu-west-1:000000000000:apis/api",
    authenticationType: "API_KEY",
  },
  environment: {},
  schema: {
    definition: "type Query { slow: String  big: String  fast: String }",
    status: "SUCCESS",
    details: null,
  },
};

/** An engine whose functions never answer. */
function engine() {
  const store = openStore(null);
  const state = appSyncState(store);
  const context = {
    clock: { now: () => Date.now() },
    ids: randomIds,
    region: "eu-west-1",
    accountId: "000000000000",
    baseUrl: () => "http://localhost",
    currentAddress: (text: string) => text,
    call: async (service: string) =>
      service === "sts" ? { AssumedRoleUser: { Arn: "arn", AssumedRoleId: "id" } } : new Promise(() => {}),
  } as unknown as ServiceContext;
  state.dataSources.put("api/worker", {
    name: "worker",
    type: "AWS_LAMBDA",
    serviceRoleArn: "arn:aws:iam::000000000000:role/r",
    lambdaConfig: { lambdaFunctionArn: "arn:aws:lambda:eu-west-1:000000000000:function:f" },
  });
  state.dataSources.put("api/nothing", { name: "nothing", type: "NONE" });
  const add = (fieldName: string, dataSourceName: string, request: string) =>
    state.resolvers.put(`api/Query/${fieldName}`, {
      typeName: "Query",
      fieldName,
      dataSourceName,
      runtime,
      kind: "UNIT",
      code: `export function request(ctx) { ${request} } export function response(ctx) { return ctx.result; }`,
    });
  add("slow", "worker", 'return { operation: "Invoke", payload: {} };');
  add("fast", "nothing", 'return { payload: "done" };');
  add(
    "big",
    "nothing",
    'let text = "x"; for (const each of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]) { text += text; } return { payload: text };',
  );
  return createEngine(stored, state, context, codeCache(context));
}

const ask = (query: string) => ({ query, variables: {}, operationName: null, headers: {}, domainName: null });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

// https://docs.aws.amazon.com/general/latest/gr/appsync.html
it("ends a request after 30 seconds", async () => {
  const answer = engine().run(ask("{ slow }"), caller);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await answer).toMatchObject({ data: null, errors: [{ errorType: "ExecutionTimeout" }] });
  expect(vi.getTimerCount()).toBe(0);
});

it("leaves no timer behind a request that ends by itself", async () => {
  expect(await engine().run(ask("{ fast }"), caller)).toMatchObject({ data: { fast: "done" } });
  expect(vi.getTimerCount()).toBe(0);
});

it("lets a handler give at most 5 MB", async () => {
  const { data, errors } = await engine().run(ask("{ big }"), caller);
  expect([data, errors]).toMatchObject([
    { big: null },
    [{ message: expect.stringMatching(/larger than 5242880/) }],
  ]);
});
