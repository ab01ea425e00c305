import { randomUUID } from "node:crypto";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Connection } from "../../../src/aws/connection.ts";
import type { Cloud } from "../../../src/local/cloud.ts";

/** Credentials of a role that allows these actions alone, on everything. */
export async function roleWhoMay(cloud: Cloud, ...actions: readonly string[]): Promise<Connection> {
  const { region, endpoint, credentials, accountId } = cloud;
  const iam = new IAMClient({ region, endpoint, credentials });
  const sts = new STSClient({ region, endpoint, credentials });
  const RoleName = `role-${randomUUID()}`;
  const policy = (statement: object) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  const AssumeRolePolicyDocument = policy({ Action: "sts:AssumeRole", Principal: { AWS: accountId } });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = policy({ Action: actions, Resource: "*" });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "only", PolicyDocument }));
  const RoleArn = `arn:aws:iam::${accountId}:role/${RoleName}`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "reader" }));
  iam.destroy();
  sts.destroy();
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  const assumed = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return { region, endpoint, credentials: assumed };
}
