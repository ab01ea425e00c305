import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { allow, policy, trustService } from "../../support/cloud/function-code.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-conformance-sts-${Date.now()}`;
let iam: IAMClient;
let sts: STSClient;
let account = "";
let roleArn = "";

beforeAll(async () => {
  iam = new IAMClient(settings);
  sts = new STSClient(settings);
  account = (await sts.send(new GetCallerIdentityCommand({}))).Account ?? "";
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: prefix,
      AssumeRolePolicyDocument: policy({
        Effect: "Allow",
        Principal: { AWS: account },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: { StringEqualsIfExists: { "sts:ExternalId": "friend" } },
      }),
    }),
  );
  roleArn = Role?.Arn ?? "";
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: prefix,
      PolicyName: "p",
      PolicyDocument: policy(allow(["iam:GetRole", "iam:ListRoles"])),
    }),
  );
});

afterAll(async () => {
  await iam.send(new DeleteRolePolicyCommand({ RoleName: prefix, PolicyName: "p" }));
  await iam.send(new DeleteRoleCommand({ RoleName: prefix }));
});

async function assume(more: object = {}) {
  const answer = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "tester", ...more }),
  );
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = answer.Credentials ?? {};
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return { answer, mine: { ...settings, credentials } };
}

describe("AssumeRole", () => {
  test("gives credentials that are the role", async () => {
    const { answer, mine } = await eventually(() => assume());
    expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${account}:assumed-role/${prefix}/tester`);
    const identity = await new STSClient(mine).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Account: account, Arn: answer.AssumedRoleUser?.Arn });
    expect(identity.UserId).toBe(answer.AssumedRoleUser?.AssumedRoleId);
  });

  test("the role's policies decide", async () => {
    const { mine } = await assume();
    const asRole = new IAMClient(mine);
    expect((await asRole.send(new GetRoleCommand({ RoleName: prefix }))).Role?.Arn).toBe(roleArn);
    await expect(asRole.send(new DeleteRoleCommand({ RoleName: prefix }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: `User: arn:aws:sts::${account}:assumed-role/${prefix}/tester is not authorized to perform: iam:DeleteRole on resource: ${roleArn} because no identity-based policy allows the iam:DeleteRole action`,
    });
  });

  test("a session policy narrows, and never widens", async () => {
    const { mine } = await assume({ Policy: policy(allow(["iam:ListRoles", "iam:DeleteRole"])) });
    const asRole = new IAMClient(mine);
    await asRole.send(new ListRolesCommand({ MaxItems: 1 }));
    for (const command of [
      new GetRoleCommand({ RoleName: prefix }),
      new DeleteRoleCommand({ RoleName: prefix }),
    ])
      await expect(asRole.send(command as GetRoleCommand)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("the trust policy's conditions are asked", async () => {
    await assume({ ExternalId: "friend" });
    await expect(assume({ ExternalId: "stranger" })).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("a role that trusts somebody else is not to be had", async () => {
    const RoleName = `${prefix}-lambda`;
    await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustService("lambda.amazonaws.com") }),
    );
    const RoleArn = `arn:aws:iam::${account}:role/${RoleName}`;
    await expect(assume({ RoleArn })).rejects.toMatchObject({ name: "AccessDenied" });
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(assume({ RoleArn })).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("durations keep within the role's maximum", async () => {
    await expect(assume({ DurationSeconds: 7200 })).rejects.toMatchObject({ name: "ValidationError" });
    await expect(assume({ DurationSeconds: 60 })).rejects.toMatchObject({ name: "ValidationError" });
    const { answer } = await assume({ DurationSeconds: 900 });
    const seconds = ((answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;
    expect(Math.abs(seconds - 900)).toBeLessThan(30);
  });
});

test("a session token that was tampered with is refused", async () => {
  const { mine } = await assume();
  const credentials = {
    ...mine.credentials,
    sessionToken: `${mine.credentials.sessionToken.slice(0, -8)}AAAAAAAA`,
  };
  await expect(
    new STSClient({ ...settings, credentials }).send(new GetCallerIdentityCommand({})),
  ).rejects.toThrow(/security token|invalid/i);
});

test.skipIf(process.env["CONFORMANCE_ENDPOINT"] !== undefined)(
  "GetSessionToken keeps who one is",
  async () => {
    const { Credentials } = await sts.send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
    const own = await sts.send(new GetCallerIdentityCommand({}));
    const same = await new STSClient({ ...settings, credentials }).send(new GetCallerIdentityCommand({}));
    expect(same.Arn).toBe(own.Arn);
  },
);
