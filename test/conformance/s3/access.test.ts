import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { scratch } from "./scratch-bucket.ts";
import { exchange, objectUrl } from "./signed-request.ts";

const s3 = scratch();
let Bucket = "";
const arn = (path = "") => `arn:aws:s3:::${Bucket}${path}`;
const setPolicy = (...Statement: object[]) =>
  s3.client.send(
    new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }),
  );
const publicRead = () => ({
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: arn("/public/*"),
});

beforeAll(async () => {
  Bucket = await s3.bucket("access");
  for (const Key of ["public/a", "public/secret/b", "private/c"])
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
});

describe("nobody", () => {
  const get = async (key: string) => await exchange("GET", await objectUrl(s3.client, Bucket, key));

  test("reads nothing by default", async () => {
    const answer = await get("public/a");
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("<Code>AccessDenied</Code>");
  });

  test("a public policy is refused where public policies are blocked", async () => {
    await expect(setPolicy(publicRead())).rejects.toMatchObject({
      name: "AccessDenied",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("reads what a policy gives to everybody, but for what it denies", async () => {
    await s3.client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await setPolicy(publicRead(), {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: arn("/public/secret/*"),
    });
    expect(await get("public/a")).toMatchObject({ status: 200, text: "x" });
    expect((await get("public/secret/b")).status).toBe(403);
    expect((await get("private/c")).status).toBe(403);
    expect((await get("public/none")).status).toBe(403);
  });

  test("nothing again where public buckets are restricted", async () => {
    const PublicAccessBlockConfiguration = { RestrictPublicBuckets: true };
    await s3.client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    expect((await get("public/a")).status).toBe(403);
  });
});

describe("a role", () => {
  const name = `plinth-s3-${Date.now()}`;
  let iam: IAMClient;
  let asRole: S3Client;
  beforeAll(async () => {
    iam = new IAMClient(s3.settings);
    const sts = new STSClient(s3.settings);
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: name,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${Account}:root` }, Action: "sts:AssumeRole" },
          ],
        }),
      }),
    );
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: "own",
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: arn("/*") },
            {
              Effect: "Allow",
              Action: "s3:ListBucket",
              Resource: arn(),
              Condition: { StringLike: { "s3:prefix": "public/*" } },
            },
          ],
        }),
      }),
    );
    const { Credentials } = await eventually(() =>
      sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "test" })),
    );
    asRole = s3.clientWith({
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    });
  });
  afterAll(async () => {
    await iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: "own" }));
    await iam.send(new DeleteRoleCommand({ RoleName: name }));
  });

  const read = async (Key: string) =>
    await (await asRole.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

  test("reads what its policies allow", async () => {
    expect(await eventually(() => read("private/c"))).toBe("x");
  });

  test("lists under the condition that it may list", async () => {
    const listed = await asRole.send(new ListObjectsV2Command({ Bucket, Prefix: "public/" }));
    expect(listed.KeyCount).toBe(2);
    await expect(asRole.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
      name: "AccessDenied",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("is not told whether an object is there that it could not list", async () => {
    await expect(read("private/none")).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("is stopped by the bucket's policy", async () => {
    await setPolicy({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: arn("/private/*"),
    });
    await expect(eventuallyDenied(() => read("private/c"))).resolves.toBe(true);
    expect(await read("public/a")).toBe("x");
  });

  test("a policy against plain HTTP does not stop who comes over loopback", async () => {
    await setPolicy({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [arn(), arn("/*")],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(await eventually(() => read("private/c"))).toBe("x");
  });
});

/** Policies take a moment on AWS. */
function eventuallyDenied(work: () => Promise<unknown>): Promise<boolean> {
  return eventually(async () => {
    const denied = await work().then(
      () => false,
      (error: Error) => error.name === "AccessDenied",
    );
    if (!denied) throw new Error("not denied yet");
    return denied;
  });
}
