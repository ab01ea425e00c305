import { expect, test } from "vitest";
import { AppStage } from "../../../../../../src/templates/infra/runtime/constructs/app-stage.ts";

const app = {
  name: "acme",
  region: "eu-west-1",
  stages: [{ name: "prod", protected: true, account: null, logRetentionDays: 90 }],
  signIn: { selfSignUp: true, mfa: "optional", passwordLength: 12, plan: "essentials" },
  budget: { monthlyUsd: 500, email: null },
} as const;
const appStage = new AppStage(app, app.stages[0]);

test("names begin with the app and the stage", () => {
  expect(appStage.prefix).toBe("acme-prod");
  expect(appStage.parameterName("table/name")).toBe("/acme/prod/table/name");
  expect(appStage.functionName("send-invoice")).toBe("acme-prod-send-invoice");
});

test("function names fit into Lambda's 64 characters and stay distinct", () => {
  const fits = "x".repeat(54);
  expect(appStage.functionName(fits)).toBe(`acme-prod-${fits}`);
  const names = ["a", "b"].map((end) => appStage.functionName(`${"x".repeat(60)}${end}`));
  for (const name of names) expect(name).toMatch(/^acme-prod-x{45}-[0-9a-f]{8}$/);
  expect(new Set(names).size).toBe(2);
});
