import { CreateChangeSetCommand, CreateStackCommand } from "@aws-sdk/client-cloudformation";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { allow, policy, trustService } from "../../support/cloud/function-code.ts";
import { parameter, stacks } from "./stacks.ts";

const cloud = stacks();
const Capabilities = ["CAPABILITY_NAMED_IAM" as const];
let iam: IAMClient;
let RoleARN: string;
const RoleName = () => cloud.named("role");

beforeAll(async () => {
  iam = new IAMClient(cloud.settings);
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: RoleName(),
      AssumeRolePolicyDocument: trustService("cloudformation.amazonaws.com"),
    }),
  );
  RoleARN = Role?.Arn ?? "";
  const actions = [
    "ssm:PutParameter",
    "ssm:DeleteParameters",
    "ssm:DeleteParameter",
    "ssm:GetParameters",
    "ssm:AddTagsToResource",
  ];
  const PolicyDocument = policy(allow(actions, `arn:aws:ssm:*:*:parameter${cloud.path("mine")}/*`));
  await iam.send(new PutRolePolicyCommand({ RoleName: RoleName(), PolicyName: "mine", PolicyDocument }));
});

afterAll(async () => {
  // Stacks that the role made are removed by it.
  for (const name of ["role-denied", "role-back"]) {
    const { StackId = "" } = await cloud.describe(cloud.named(name));
    await cloud.remove(StackId);
    await cloud.settled(StackId);
  }
  await iam.send(new DeleteRolePolicyCommand({ RoleName: RoleName(), PolicyName: "mine" }));
  await iam.send(new DeleteRoleCommand({ RoleName: RoleName() }));
});

describe("a stack deployed with a role", () => {
  test("is made, changed and deleted by what the role may", async () => {
    const path = `${cloud.path("mine")}/p`;
    const template = (value: string) => ({ Resources: { P: parameter(path, value) } });
    const stack = await eventually(() => cloud.create("role", template("1"), { RoleARN, Capabilities }));
    expect(stack).toMatchObject({ StackStatus: "CREATE_COMPLETE", RoleARN });
    expect((await cloud.update("role", template("2"))).StackStatus).toBe("UPDATE_COMPLETE");
    await cloud.remove(cloud.named("role"));
    expect((await cloud.settled(stack.StackId ?? "")).StackStatus).toBe("DELETE_COMPLETE");
    expect(await cloud.value(path)).toBeNull();
  });

  test("fails where the role may not, whoever asked, and says who may not do what", async () => {
    const path = cloud.path("others");
    const template = { Resources: { P: parameter(path, "1") } };
    const stack = await cloud.create("role-denied", template, { RoleARN, Capabilities });
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    const failed = (await cloud.events(stack.StackId ?? "")).find(
      ({ ResourceStatus }) => ResourceStatus === "CREATE_FAILED",
    );
    expect(failed?.ResourceStatusReason).toMatch(
      new RegExp(
        `assumed-role/${RoleName()}/AWSCloudFormation is not authorized to perform: ssm:PutParameter`,
      ),
    );
    expect(await cloud.value(path)).toBeNull();
  });

  test("goes back to what it was where the role may not make a change", async () => {
    const path = `${cloud.path("mine")}/back`;
    await cloud.create("role-back", { Resources: { P: parameter(path, "1") } }, { RoleARN, Capabilities });
    const Foreign = parameter(cloud.path("foreign"), "1", { DependsOn: "P" });
    const after = await cloud.update("role-back", { Resources: { P: parameter(path, "2"), Foreign } });
    expect(after.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await cloud.value(path)).toBe("1");
  });

  test("is refused with a role that does not trust CloudFormation, or is not there", async () => {
    const other = cloud.named("lambdas");
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: other,
        AssumeRolePolicyDocument: trustService("lambda.amazonaws.com"),
      }),
    );
    const TemplateBody = JSON.stringify({ Resources: { P: parameter(cloud.path("untrusted"), "1") } });
    const StackName = cloud.named("untrusted");
    const nobody = RoleARN.replace(/role\/.*/, "role/nobody-at-all");
    for (const wrong of [Role?.Arn ?? "", nobody]) {
      await expect(
        cloud.client.send(new CreateStackCommand({ StackName, TemplateBody, RoleARN: wrong })),
      ).rejects.toMatchObject({
        name: "ValidationError",
        message: `Role ${wrong} is invalid or cannot be assumed`,
      });
      await expect(
        cloud.client.send(
          new CreateChangeSetCommand({
            StackName,
            ChangeSetName: "first",
            ChangeSetType: "CREATE",
            TemplateBody,
            RoleARN: wrong,
          }),
        ),
      ).rejects.toThrow("is invalid or cannot be assumed");
    }
    await iam.send(new DeleteRoleCommand({ RoleName: other }));
  });
});
