import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stacks } from "../conformance/cloudformation/stacks.ts";

const cloud = stacks();
const path = join(
  import.meta.dirname,
  "../../node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml",
);
const template = readFileSync(path, "utf8");

describe("the CDK bootstrap template", () => {
  test("is created and deleted as its toolkit sends it", async () => {
    const Parameters = [{ ParameterKey: "Qualifier", ParameterValue: "plinthtest" }];
    const made = await cloud.create("toolkit", template, {
      Capabilities: ["CAPABILITY_NAMED_IAM"],
      Parameters,
    });
    const failed = (await cloud.events(made.StackId ?? "")).find(({ ResourceStatus }) =>
      ResourceStatus?.endsWith("_FAILED"),
    );
    expect({ status: made.StackStatus, reason: failed?.ResourceStatusReason }).toEqual({
      status: "CREATE_COMPLETE",
    });
    expect(await cloud.value("/cdk-bootstrap/plinthtest/version")).toMatch(/^\d+$/);
    await cloud.remove(made.StackId ?? "");
    expect((await cloud.settled(made.StackId ?? "")).StackStatus).toBe("DELETE_COMPLETE");
  });
});
