import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import {
  GetFunctionCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const StackName = `plinth-functions-${Date.now()}`;
let formation: CloudFormationClient;
let lambda: LambdaClient;
let iam: IAMClient;
let logs: CloudWatchLogsClient;

beforeAll(() => {
  formation = new CloudFormationClient(settings);
  lambda = new LambdaClient(settings);
  iam = new IAMClient(settings);
  logs = new CloudWatchLogsClient(settings);
});
afterAll(async () => {
  await formation.send(new DeleteStackCommand({ StackName }));
});

const statement = (Action: string, Resource: unknown) => ({ Effect: "Allow", Action, Resource });
const policyDocument = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });

/** What generated projects have around a function. */
function template({
  answer,
  memory,
  extraPolicy,
  code,
}: {
  answer: number;
  memory: number;
  extraPolicy: boolean;
  code?: object;
}) {
  return {
    Resources: {
      Logs: {
        Type: "AWS::Logs::LogGroup",
        Properties: { LogGroupName: `/plinth/${StackName}`, RetentionInDays: memory === 128 ? 7 : 30 },
        DeletionPolicy: "Delete",
      },
      Shared: {
        Type: "AWS::IAM::ManagedPolicy",
        Properties: {
          PolicyDocument: policyDocument(statement(`s3:${answer === 1 ? "Get" : "Put"}Object`, "*")),
        },
      },
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: policyDocument({
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: { StringEquals: { "aws:SourceAccount": { Ref: "AWS::AccountId" } } },
          }),
          Policies: [
            {
              PolicyName: "access",
              PolicyDocument: policyDocument({
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: { "Fn::GetAtt": ["Logs", "Arn"] },
              }),
            },
            ...(extraPolicy
              ? [{ PolicyName: "extra", PolicyDocument: policyDocument(statement("sqs:SendMessage", "*")) }]
              : []),
          ],
          ManagedPolicyArns: [{ Ref: "Shared" }],
        },
      },
      Separate: {
        Type: "AWS::IAM::Policy",
        Properties: {
          PolicyName: "separate",
          PolicyDocument: policyDocument(statement("sns:Publish", "*")),
          Roles: [{ Ref: "Role" }],
        },
      },
      Function: {
        Type: "AWS::Lambda::Function",
        DependsOn: ["Separate"],
        Properties: {
          Runtime: "nodejs24.x",
          Architectures: ["arm64"],
          Handler: "index.handler",
          Code: code ?? {
            ZipFile: `exports.handler = async () => { console.log("said"); return ${answer}; };`,
          },
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
          Timeout: 5,
          MemorySize: memory,
          Environment: { Variables: { LEVEL: memory } },
          TracingConfig: { Mode: "Active" },
          LoggingConfig: { LogGroup: { Ref: "Logs" }, LogFormat: "JSON" },
        },
      },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          Action: "lambda:InvokeFunction",
          FunctionName: { "Fn::GetAtt": ["Function", "Arn"] },
          Principal: "events.amazonaws.com",
          SourceArn: { "Fn::Sub": "arn:aws:events:${AWS::Region}:${AWS::AccountId}:rule/x" },
        },
      },
      InvokeConfig: {
        Type: "AWS::Lambda::EventInvokeConfig",
        Properties: { FunctionName: { Ref: "Function" }, Qualifier: "$LATEST", MaximumRetryAttempts: answer },
      },
    },
    Outputs: {
      Function: { Value: { Ref: "Function" } },
      Role: { Value: { Ref: "Role" } },
      RoleId: { Value: { "Fn::GetAtt": ["Role", "RoleId"] } },
    },
  };
}

/** Waits for the stack to come to rest. */
async function settled(): Promise<{ status: string; outputs: Record<string, string> }> {
  return eventually(async () => {
    const { Stacks } = await formation.send(new DescribeStacksCommand({ StackName }));
    const [stack] = Stacks ?? [];
    if (stack?.StackStatus?.endsWith("IN_PROGRESS")) throw new Error(stack.StackStatus);
    const outputs = (stack?.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [
      OutputKey,
      OutputValue,
    ]);
    return { status: stack?.StackStatus ?? "", outputs: Object.fromEntries(outputs) };
  }, 120);
}

const input = (body: object) => ({
  StackName,
  TemplateBody: JSON.stringify(body),
  Capabilities: ["CAPABILITY_IAM" as const],
});

async function reasons(): Promise<string> {
  const { StackEvents = [] } = await formation.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.map(({ ResourceStatusReason }) => ResourceStatusReason ?? "").join("\n");
}

describe("a function with all that is around it", () => {
  test("is created", async () => {
    await formation.send(
      new CreateStackCommand(input(template({ answer: 1, memory: 128, extraPolicy: true }))),
    );
    const { status, outputs } = await settled();
    expect(status, await reasons()).toBe("CREATE_COMPLETE");
    const { Function: FunctionName = "", Role: RoleName = "" } = outputs;
    expect(FunctionName).toMatch(new RegExp(`^${StackName}-Function-[A-Z0-9]{12}$`));
    expect(outputs["RoleId"]).toMatch(/^AROA/);
    const answer = await lambda.send(new InvokeCommand({ FunctionName }));
    expect(Buffer.from(answer.Payload ?? []).toString()).toBe("1");
    const policy = await lambda.send(new GetPolicyCommand({ FunctionName }));
    expect(JSON.parse(policy.Policy ?? "").Statement).toMatchObject([
      { Principal: { Service: "events.amazonaws.com" } },
    ]);
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toHaveLength(1);
    await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "separate" }));
    await eventually(async () => {
      const { events = [] } = await logs.send(
        new FilterLogEventsCommand({
          logGroupName: `/plinth/${StackName}`,
          filterPattern: '{ $.message = "said" }',
        }),
      );
      expect(events).toHaveLength(1);
    }, 60);
  }, 180_000);

  test("is updated in place", async () => {
    await formation.send(
      new UpdateStackCommand(input(template({ answer: 2, memory: 256, extraPolicy: false }))),
    );
    const { status, outputs } = await settled();
    expect(status, await reasons()).toBe("UPDATE_COMPLETE");
    const { Function: FunctionName = "", Role: RoleName = "" } = outputs;
    const answer = await lambda.send(new InvokeCommand({ FunctionName }));
    expect(Buffer.from(answer.Payload ?? []).toString()).toBe("2");
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(Configuration).toMatchObject({ MemorySize: 256, Environment: { Variables: { LEVEL: "256" } } });
    await expect(iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "extra" }))).rejects.toMatchObject(
      { name: "NoSuchEntityException" },
    );
    expect(await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))).toMatchObject({
      MaximumRetryAttempts: 2,
    });
    const { logGroups } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: `/plinth/${StackName}` }),
    );
    expect(logGroups?.[0]?.retentionInDays).toBe(30);
  }, 180_000);

  test("goes back to what it was when an update fails", async () => {
    const code = { S3Bucket: `plinth-never-${Date.now()}`, S3Key: "never.zip" };
    await formation.send(
      new UpdateStackCommand(input(template({ answer: 1, memory: 512, extraPolicy: true, code }))),
    );
    const { status, outputs } = await settled();
    expect(status, await reasons()).toBe("UPDATE_ROLLBACK_COMPLETE");
    const { Function: FunctionName = "", Role: RoleName = "" } = outputs;
    const answer = await lambda.send(new InvokeCommand({ FunctionName }));
    expect(Buffer.from(answer.Payload ?? []).toString()).toBe("2");
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(Configuration).toMatchObject({ MemorySize: 256 });
    await expect(iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: "extra" }))).rejects.toMatchObject(
      { name: "NoSuchEntityException" },
    );
  }, 180_000);

  test("goes, with nothing left", async () => {
    const { outputs } = await settled();
    const { Function: FunctionName = "", Role: RoleName = "" } = outputs;
    await formation.send(new DeleteStackCommand({ StackName }));
    await eventually(async () => {
      await expect(lambda.send(new GetFunctionCommand({ FunctionName }))).rejects.toMatchObject({
        name: "ResourceNotFoundException",
      });
      await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
        name: "NoSuchEntityException",
      });
      const { logGroups } = await logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: `/plinth/${StackName}` }),
      );
      expect(logGroups).toEqual([]);
    }, 120);
  }, 180_000);
});
