import { expect, test } from "vitest";
import { functionLogGroup } from "../../../src/logs/function-log-group.ts";
import { logSource } from "../../../src/logs/log-source.ts";
import { AppStage } from "../../../src/templates/infra/runtime/constructs/app-stage.ts";
import type { AppSettings, StageSettings } from "../../../src/templates/infra/runtime/constructs/settings.ts";

test.each([
  ["/aws/lambda/acme-dev-send-invoice", { name: "send-invoice", kind: "function" }],
  ["/aws/appsync/apis/k2x", { name: "api", kind: "api" }],
  ["/aws/vendedlogs/acme-dev-http", { name: "http", kind: "http" }],
])("%s", (group, expected) => {
  expect(logSource(group, "acme-dev")).toEqual({ ...expected, group });
});

test.each(["/aws/lambda/acme-develop-x", "/aws/vendedlogs/acme-dev2-http", "/aws/lambda/other"])(
  "%s is another's",
  (group) => {
    expect(logSource(group, "acme-dev")).toBeNull();
  },
);

test.each([
  "greet",
  "x".repeat(55),
  "x".repeat(56),
  "a-function-with-a-name-that-is-far-too-long-for-lambda-to-take",
])("the log group of %s is the one that the project's CDK app makes", (name) => {
  const app = { name: "acme" } as AppSettings;
  const stage = { name: "dev" } as StageSettings;
  expect(functionLogGroup("acme-dev", name)).toBe(
    `/aws/lambda/${new AppStage(app, stage).functionName(name)}`,
  );
});
