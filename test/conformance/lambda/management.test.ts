import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { allow, module, policy, zip } from "../../support/cloud/function-code.ts";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-manage-${Date.now()}`;
const answering = (value: number) => `export const handler = async () => ${value};`;
let functions: Functions;
let lambda: LambdaClient;
let account = "";

beforeAll(async () => {
  functions = await functionsFor(settings, prefix, ["logs:*"]);
  lambda = functions.lambda;
  account = (await new STSClient(settings).send(new GetCallerIdentityCommand({}))).Account ?? "";
});
afterAll(() => functions.removeAll());

describe("functions", () => {
  test("a function is described as it was made", async () => {
    const FunctionName = await functions.create("described", answering(1), {
      Description: "says one",
      Timeout: 7,
      MemorySize: 192,
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
      Tags: { team: "core" },
    });
    const found = await lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(found.Configuration).toMatchObject({
      FunctionName,
      FunctionArn: `arn:aws:lambda:${settings.region}:${account}:function:${FunctionName}`,
      Runtime: "nodejs24.x",
      Role: functions.roleArn,
      Description: "says one",
      Timeout: 7,
      MemorySize: 192,
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
      Version: "$LATEST",
      PackageType: "Zip",
      LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${FunctionName}` },
    });
    expect(found.Tags).toEqual({ team: "core" });
    const code = await fetch(found.Code?.Location ?? "");
    expect((await code.arrayBuffer()).byteLength).toBe(found.Configuration?.CodeSize);
  });

  test("it is known by name, partial ARN and ARN", async () => {
    const name = await functions.create("named", answering(1));
    const arn = `arn:aws:lambda:${settings.region}:${account}:function:${name}`;
    for (const FunctionName of [name, `${account}:function:${name}`, arn, `${arn}:$LATEST`]) {
      const answer = await lambda.send(new InvokeCommand({ FunctionName }));
      expect(Buffer.from(answer.Payload ?? []).toString()).toBe("1");
    }
  });

  test("its code may come from S3", async () => {
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    const [Bucket, Key] = [`${prefix}-code`, "folder/code.zip"];
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: module(answering(7)) }));
    const name = await functions.create("from-s3", "", { Code: { S3Bucket: Bucket, S3Key: Key } });
    expect((await functions.invoke(name)).answer).toBe(7);
    const never = new UpdateFunctionCodeCommand({ FunctionName: name, S3Bucket: Bucket, S3Key: "never" });
    await expect(lambda.send(never)).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: expect.stringContaining("NoSuchKey"),
    });
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
  });

  test("what cannot be is refused", async () => {
    const create = (more: object) =>
      lambda.send(
        new CreateFunctionCommand({
          FunctionName: `${prefix}-refused`,
          Role: functions.roleArn,
          Runtime: "nodejs24.x",
          Handler: "index.handler",
          Code: { ZipFile: module(answering(1)) },
          ...more,
        }),
      );
    const invalid = { name: "InvalidParameterValueException" };
    await expect(create({ Code: { ZipFile: Buffer.from("no zip") } })).rejects.toMatchObject(invalid);
    await expect(create({ Environment: { Variables: { AWS_REGION: "x" } } })).rejects.toMatchObject(invalid);
    await expect(create({ Environment: { Variables: { BIG: "x".repeat(5000) } } })).rejects.toMatchObject(
      invalid,
    );
    await expect(create({ Role: `arn:aws:iam::${account}:role/${prefix}-never` })).rejects.toMatchObject(
      invalid,
    );
    await expect(create({ Timeout: 901 })).rejects.toMatchObject({ name: "ValidationException" });
    await expect(create({ MemorySize: 64 })).rejects.toMatchObject({ name: "ValidationException" });
    await expect(create({ Code: {} })).rejects.toMatchObject(invalid);
  });

  test("a second function of the same name is refused", async () => {
    const FunctionName = await functions.create("twice", answering(1));
    const again = new CreateFunctionCommand({
      FunctionName,
      Role: functions.roleArn,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Code: { ZipFile: module(answering(2)) },
    });
    await expect(lambda.send(again)).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: `Function already exist: ${FunctionName}`,
    });
  });

  test("ListFunctions pages through all", async () => {
    const wanted = [
      await functions.create("list-a", answering(1)),
      await functions.create("list-b", answering(1)),
    ];
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await lambda.send(new ListFunctionsCommand({ MaxItems: 1, Marker }));
      seen.push(...(page.Functions ?? []).map(({ FunctionName }) => FunctionName));
      Marker = page.NextMarker;
    } while (Marker);
    for (const name of wanted) expect(seen).toContain(name);
  });

  test("the revision guards against a lost update", async () => {
    const FunctionName = await functions.create("revision", answering(1));
    const RevisionId = "00000000-0000-4000-8000-000000000000";
    await expect(
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Description: "x", RevisionId })),
    ).rejects.toMatchObject({ name: "PreconditionFailedException" });
  });

  test("tags", async () => {
    const name = await functions.create("tags", answering(1));
    const Resource = `arn:aws:lambda:${settings.region}:${account}:function:${name}`;
    await lambda.send(new TagResourceCommand({ Resource, Tags: { a: "1", b: "2" } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["a"] }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: "2" });
  });
});

describe("versions", () => {
  test("a published version stays what it was", async () => {
    const FunctionName = await functions.create("versions", answering(1));
    const one = await eventually(() => lambda.send(new PublishVersionCommand({ FunctionName })));
    expect(one.Version).toBe("1");
    expect(one.FunctionArn).toMatch(/:1$/);
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: module(answering(2)) }));
    await eventually(async () => expect((await functions.invoke(FunctionName)).answer).toBe(2));
    expect((await functions.invoke(FunctionName, {}, { Qualifier: "1" })).answer).toBe(1);
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions?.map(({ Version }) => Version)).toEqual(["$LATEST", "1"]);
  });

  test("publishing without a change gives the same version", async () => {
    const FunctionName = await functions.create("unchanged", answering(1), { Publish: true });
    const again = await eventually(() => lambda.send(new PublishVersionCommand({ FunctionName })));
    expect(again.Version).toBe("1");
  });

  test("a version that does not exist is not found", async () => {
    const FunctionName = await functions.create("no-version", answering(1));
    await expect(
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: "9" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("concurrency", () => {
  test("a reserve is put, read and taken back; none at all throttles", async () => {
    const FunctionName = await functions.create("reserved", answering(1));
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    const read = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    expect(read.ReservedConcurrentExecutions).toBe(0);
    await eventually(() =>
      expect(functions.invoke(FunctionName)).rejects.toMatchObject({
        name: "TooManyRequestsException",
        Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
      }),
    );
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    await eventually(async () => expect((await functions.invoke(FunctionName)).answer).toBe(1));
  });
});

describe("permissions", () => {
  test("a statement for a service carries its conditions", async () => {
    const FunctionName = await functions.create("permitted", answering(1));
    const SourceArn = `arn:aws:events:${settings.region}:${account}:rule/x`;
    const { Statement } = await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: "events",
        Action: "lambda:InvokeFunction",
        Principal: "events.amazonaws.com",
        SourceArn,
        SourceAccount: account,
      }),
    );
    const wanted = {
      Sid: "events",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: `arn:aws:lambda:${settings.region}:${account}:function:${FunctionName}`,
      Condition: { StringEquals: { "AWS:SourceAccount": account }, ArnLike: { "AWS:SourceArn": SourceArn } },
    };
    expect(JSON.parse(Statement ?? "")).toEqual(wanted);
    const read = await lambda.send(new GetPolicyCommand({ FunctionName }));
    expect(JSON.parse(read.Policy ?? "").Statement).toEqual([wanted]);
    await lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: "events" }));
    await expect(lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("a role may invoke what its policies or the function's name it for, and nothing else", async () => {
    const iam = new IAMClient(settings);
    const sts = new STSClient(settings);
    const RoleName = `${prefix}-caller`;
    const trust = policy({ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    const [own, granted] = [
      await functions.create("by-identity", answering(1)),
      await functions.create("by-resource", answering(2)),
    ];
    const arn = `arn:aws:lambda:${settings.region}:${account}:function:${own}`;
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: "p",
        PolicyDocument: policy(allow("lambda:InvokeFunction", arn)),
      }),
    );
    const { Credentials } = await eventually(() =>
      sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "caller" })),
    );
    const asRole = new LambdaClient({
      ...settings,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    });
    await eventually(() => asRole.send(new InvokeCommand({ FunctionName: own })));
    await expect(asRole.send(new InvokeCommand({ FunctionName: granted }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: granted,
        StatementId: "role",
        Action: "lambda:InvokeFunction",
        Principal: Role?.Arn,
      }),
    );
    await eventually(() => asRole.send(new InvokeCommand({ FunctionName: granted })));
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "p" }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
  });

  test("a function acts as its role", async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
          import { ListRolesCommand, IAMClient } from "@aws-sdk/client-iam";
          export const handler = async () => ({
            arn: (await new STSClient().send(new GetCallerIdentityCommand({}))).Arn,
            roles: await new IAMClient().send(new ListRolesCommand({})).catch((error) => error.name) });`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      platform: "node",
      format: "cjs",
      write: false,
      minify: true,
    });
    const code = zip({ "index.js": outputFiles[0]?.text ?? "" });
    const name = await functions.create("identity", "", {
      Code: { ZipFile: code },
      Timeout: 10,
      MemorySize: 256,
    });
    expect((await functions.invoke(name)).answer).toEqual({
      arn: `arn:aws:sts::${account}:assumed-role/${prefix}/${name}`,
      roles: "AccessDenied",
    });
  });
});

test("asynchronous invocation is configured by function and version", async () => {
  const FunctionName = await functions.create("event-config", answering(1));
  await lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName,
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 60,
    }),
  );
  expect(await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))).toMatchObject({
    MaximumRetryAttempts: 1,
    MaximumEventAgeInSeconds: 60,
  });
  await lambda.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName }));
  await expect(lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});
