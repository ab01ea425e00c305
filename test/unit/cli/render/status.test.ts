import { expect, test } from "vitest";
import { bytes } from "../../../../src/cli/render/bytes.ts";
import { renderDestroyed, renderDestroyPlan } from "../../../../src/cli/render/destroy.ts";
import { renderOutputsAsEnv } from "../../../../src/cli/render/outputs.ts";
import { renderStatus } from "../../../../src/cli/render/status.ts";
import { plainStyle } from "../../../../src/cli/style.ts";
import type { DestroyPlan } from "../../../../src/operations/destroy.ts";
import type { StatusResult } from "../../../../src/operations/status.ts";

const nothing: StatusResult = {
  stage: "dev",
  name: "acme-dev",
  account: "111122223333",
  region: "eu-west-1",
  protected: true,
  deployed: false,
  stacks: [],
  deployedAt: null,
  outputs: null,
  building: [],
  health: null,
  outOfDate: null,
  temporary: false,
};

test("a stage of nothing", () => {
  expect(renderStatus(nothing, plainStyle)).toBe(
    "acme-dev (account 111122223333, eu-west-1) protected\n  Nothing is deployed.\n",
  );
});

test("everything that can be the matter with a stage, one line each", () => {
  const text = renderStatus(
    {
      ...nothing,
      stacks: [
        { name: "acme-dev-foundation", status: "UPDATE_COMPLETE", reason: null },
        { name: "acme-dev-service", status: "UPDATE_ROLLBACK_COMPLETE", reason: "Resolver: no such field" },
      ],
      building: [
        { identity: "Invoice.byStatus.1.1", name: "Invoice.byStatus", kind: "index", since: "" },
        { identity: "Invoice!byNumber!number", name: "Invoice.byNumber", kind: "unique", since: "" },
      ],
      health: {
        functions: [
          { name: "send-invoice", calls: 1200, errors: 3 },
          { name: "greet", calls: 4, errors: 0 },
        ],
        api: { requests: 12_345, faults: 2 },
        alarms: [{ name: "acme-dev-faults", description: "The API fails.", reason: null, since: null }],
      },
      outOfDate: "infra/ is not what the models say.",
      temporary: true,
    },
    plainStyle,
  );
  expect(text).toContain("  acme-dev-service             UPDATE_ROLLBACK_COMPLETE Resolver: no such field\n");
  expect(text).toContain("  Last hour     12,345 GraphQL requests, 1,204 function calls\n");
  expect(text.split("\n").filter((line) => line.startsWith("  ! "))).toEqual([
    "  ! The GraphQL API failed 2 times.",
    "  ! send-invoice failed 3 of 1,200 times: plinth logs send-invoice",
    "  ! alarm acme-dev-faults: The API fails.",
    "  ! Invoice.byStatus is building: lists by it are not complete yet. plinth deploy goes on with it.",
    "  ! Invoice.byNumber does not hold for every record yet. plinth deploy goes on with it.",
    "  ! infra/ is not what the models say.",
  ]);
  expect(text).toContain("The local cloud is not running");
});

const plan: DestroyPlan = {
  stage: "dev",
  name: "acme-dev",
  account: "111122223333",
  region: "eu-west-1",
  stacks: ["acme-dev-service", "acme-dev-foundation"],
  resources: 98,
  data: {
    records: { count: 100_000, atLeast: true },
    tenants: 1,
    users: 12,
    files: { count: 2, atLeast: false },
    fileBytes: 3_400_000,
    secrets: 0,
  },
  holders: ["acme-table", "eu-west-1_AbCd"],
  keepData: false,
};

test("what is lost is said in numbers", () => {
  expect(renderDestroyPlan(plan, plainStyle)).toBe(
    [
      "Destroying acme-dev (account 111122223333, eu-west-1)",
      "  stack acme-dev-service",
      "  stack acme-dev-foundation",
      "What people have put in is lost for good:",
      "  at least 100,000 records",
      "  1 tenant",
      "  12 users",
      "  2 files, 3.4 MB",
      "  0 secrets",
      "",
    ].join("\n"),
  );
  expect(renderDestroyPlan({ ...plan, keepData: true }, plainStyle)).toContain("put in stays:\n");
});

test("what is kept is named in the end", () => {
  const result = { stage: "dev", plan, destroyed: true, remaining: plan.holders, milliseconds: 4200 };
  expect(renderDestroyed(result, plainStyle)).toBe(
    "Destroyed acme-dev (4.2 s)\nKept, and paid for until you delete it by hand (a new deployment does not find it again):\n  acme-table\n  eu-west-1_AbCd\n",
  );
  expect(renderDestroyed({ ...result, remaining: [] }, plainStyle)).toBe("Destroyed acme-dev (4.2 s)\n");
});

test("sizes and environment variables", () => {
  expect([0, 999, 1000, 2_500_000, 7e15].map(bytes)).toEqual([
    "0 bytes",
    "999 bytes",
    "1.0 kB",
    "2.5 MB",
    "7000.0 TB",
  ]);
  const none = { graphqlUrl: null, realtimeUrl: null, httpUrl: null, apiId: null, userPoolId: null };
  const rest = { userPoolClientId: "abc", filesBucket: null, table: null };
  const outputs = { app: "acme", stage: "dev", region: "eu-west-1", account: "1", ...none, ...rest };
  expect(renderOutputsAsEnv(outputs)).toBe(
    "PLINTH_APP=acme\nPLINTH_STAGE=dev\nPLINTH_REGION=eu-west-1\nPLINTH_ACCOUNT=1\nPLINTH_USER_POOL_CLIENT_ID=abc\n",
  );
});

test.each([
  [{ requests: 0, faults: 0 }, 0, "no GraphQL requests, no function calls"],
  [{ requests: 1, faults: 1 }, 1, "1 GraphQL request, 1 function call"],
  [null, 2, "2 function calls"],
])("the last hour of %j and %i calls is %s", (api, calls, expected) => {
  const functions = [{ name: "greet", calls, errors: 0 }];
  const text = renderStatus(
    { ...nothing, deployed: true, health: { functions, api, alarms: [] } },
    plainStyle,
  );
  expect(text).toContain(`  Last hour     ${expected}\n`);
  expect(text.includes("The GraphQL API failed once.")).toBe(api?.faults === 1);
});
