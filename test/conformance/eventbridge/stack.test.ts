import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const StackName = `plinth-conformance-${Date.now()}`;
const name = (part: string) => `${StackName}-${part}`;
let cloudFormation: CloudFormationClient;

const allow = (Service: string, Action: string | string[], Resource: unknown) => ({
  Effect: "Allow",
  Principal: { Service },
  Action,
  Resource,
});
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const att = (resource: string, attribute: string) => ({ "Fn::GetAtt": [resource, attribute] });
const ref = (Ref: string) => ({ Ref });

/** Every type of the event services, as generated projects and the CDK write them; numbers as texts here and there. */
const template = (threshold: number, visibility: number) => ({
  Resources: {
    Dead: {
      Type: "AWS::SQS::Queue",
      Properties: { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true },
    },
    Queue: {
      Type: "AWS::SQS::Queue",
      Properties: {
        VisibilityTimeout: String(visibility),
        RedrivePolicy: { deadLetterTargetArn: att("Dead", "Arn"), maxReceiveCount: 3 },
        Tags: [{ Key: "team", Value: "core" }],
      },
    },
    QueuePolicy: {
      Type: "AWS::SQS::QueuePolicy",
      Properties: {
        Queues: [ref("Queue")],
        PolicyDocument: policy(allow("events.amazonaws.com", "sqs:SendMessage", att("Queue", "Arn"))),
      },
    },
    Bus: { Type: "AWS::Events::EventBus", Properties: { Name: name("bus") } },
    Rule: {
      Type: "AWS::Events::Rule",
      Properties: {
        EventBusName: ref("Bus"),
        EventPattern: { source: ["app"], detail: { key: [{ wildcard: "tenants/*" }] } },
        Targets: [
          {
            Id: "queue",
            Arn: att("Queue", "Arn"),
            DeadLetterConfig: { Arn: att("Dead", "Arn") },
            RetryPolicy: { MaximumRetryAttempts: "5", MaximumEventAgeInSeconds: 3600 },
          },
        ],
      },
    },
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "scheduler.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        },
      },
    },
    Group: { Type: "AWS::Scheduler::ScheduleGroup", Properties: { Name: name("group") } },
    Schedule: {
      Type: "AWS::Scheduler::Schedule",
      Properties: {
        GroupName: ref("Group"),
        ScheduleExpression: "cron(0 6 * * ? *)",
        ScheduleExpressionTimezone: "Europe/Berlin",
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: {
          Arn: att("Queue", "Arn"),
          RoleArn: att("Role", "Arn"),
          Input: "{}",
          RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
        },
      },
    },
    Key: {
      Type: "AWS::KMS::Key",
      Properties: {
        EnableKeyRotation: true,
        PendingWindowInDays: 7,
        KeyPolicy: policy(
          {
            Effect: "Allow",
            Principal: { AWS: { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root" } },
            Action: "kms:*",
            Resource: "*",
          },
          allow("cloudwatch.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey*"], "*"),
        ),
      },
    },
    Alias: {
      Type: "AWS::KMS::Alias",
      Properties: { AliasName: `alias/${name("key")}`, TargetKeyId: ref("Key") },
    },
    Topic: { Type: "AWS::SNS::Topic", Properties: { KmsMasterKeyId: ref("Key"), DisplayName: "Alarms" } },
    TopicPolicy: {
      Type: "AWS::SNS::TopicPolicy",
      Properties: {
        Topics: [ref("Topic")],
        PolicyDocument: policy(allow("cloudwatch.amazonaws.com", "sns:Publish", ref("Topic"))),
      },
    },
    Subscription: {
      Type: "AWS::SNS::Subscription",
      Properties: {
        TopicArn: ref("Topic"),
        Protocol: "sqs",
        Endpoint: att("Queue", "Arn"),
        RawMessageDelivery: "true",
        FilterPolicy: { kind: ["a"] },
      },
    },
    Secret: {
      Type: "AWS::SecretsManager::Secret",
      Properties: {
        Description: "made by chance",
        GenerateSecretString: {
          SecretStringTemplate: '{"user":"admin"}',
          GenerateStringKey: "password",
          PasswordLength: "24",
          ExcludePunctuation: true,
        },
      },
    },
    Alarm: {
      Type: "AWS::CloudWatch::Alarm",
      Properties: {
        ComparisonOperator: "GreaterThanThreshold",
        Threshold: threshold,
        EvaluationPeriods: 1,
        TreatMissingData: "notBreaching",
        AlarmActions: [ref("Topic")],
        Metrics: [
          {
            Id: "m1",
            MetricStat: {
              Metric: {
                Namespace: "AWS/SQS",
                MetricName: "NumberOfMessagesSent",
                Dimensions: [{ Name: "QueueName", Value: att("Dead", "QueueName") }],
              },
              Period: "300",
              Stat: "Sum",
            },
            ReturnData: "false",
          },
          { Id: "sum", Expression: "FILL(m1, 0)", ReturnData: true },
        ],
      },
    },
    Composite: {
      Type: "AWS::CloudWatch::CompositeAlarm",
      Properties: { AlarmName: name("composite"), AlarmRule: { "Fn::Sub": 'ALARM("${Alarm}")' } },
    },
    Dashboard: {
      Type: "AWS::CloudWatch::Dashboard",
      Properties: { DashboardName: name("board"), DashboardBody: '{"widgets":[]}' },
    },
    Budget: {
      Type: "AWS::Budgets::Budget",
      Properties: {
        Budget: {
          BudgetName: name("budget"),
          BudgetType: "COST",
          TimeUnit: "MONTHLY",
          BudgetLimit: { Amount: 500, Unit: "USD" },
        },
        NotificationsWithSubscribers: [
          {
            Notification: {
              NotificationType: "ACTUAL",
              ComparisonOperator: "GREATER_THAN",
              Threshold: 80,
              ThresholdType: "PERCENTAGE",
            },
            Subscribers: [{ SubscriptionType: "EMAIL", Address: "ops@acme.example" }],
          },
        ],
      },
    },
    Repository: {
      Type: "AWS::ECR::Repository",
      Properties: {
        RepositoryName: name("images"),
        ImageTagMutability: "IMMUTABLE",
        LifecyclePolicy: {
          LifecyclePolicyText:
            '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":365},"action":{"type":"expire"}}]}',
        },
        RepositoryPolicyText: policy({
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: ["ecr:BatchGetImage"],
        }),
      },
    },
  },
  Outputs: {
    QueueUrl: { Value: ref("Queue") },
    Secret: { Value: ref("Secret") },
    Rule: { Value: att("Rule", "Arn") },
    Schedule: { Value: att("Schedule", "Arn") },
    Alarm: { Value: att("Alarm", "Arn") },
    Image: { Value: att("Repository", "RepositoryUri") },
  },
});

beforeAll(() => {
  cloudFormation = new CloudFormationClient(settings);
});

afterAll(() => cloudFormation.send(new DeleteStackCommand({ StackName })));

async function settled(): Promise<{ status: string; why: string; outputs: Record<string, string> }> {
  for (;;) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const status = Stacks?.[0]?.StackStatus ?? "";
    if (!status.endsWith("_IN_PROGRESS")) {
      const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
      const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith("_FAILED"));
      const why = failed
        .map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`)
        .join("\n");
      const outputs = Stacks?.[0]?.Outputs?.map(({ OutputKey = "", OutputValue = "" }) => [
        OutputKey,
        OutputValue,
      ]);
      return { status, why, outputs: Object.fromEntries(outputs ?? []) };
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

test("stacks make, change and remove all of it", async () => {
  const body = (threshold: number, visibility: number) => JSON.stringify(template(threshold, visibility));
  await cloudFormation.send(
    new CreateStackCommand({ StackName, TemplateBody: body(5, 60), Capabilities: ["CAPABILITY_IAM"] }),
  );
  const made = await settled();
  expect(made).toMatchObject({ status: "CREATE_COMPLETE", why: "" });
  expect(made.outputs).toMatchObject({
    Rule: expect.stringContaining(`:rule/${name("bus")}/`),
    Schedule: expect.stringContaining(`:schedule/${name("group")}/`),
    Alarm: expect.stringContaining(":alarm:"),
    Image: expect.stringContaining(".dkr.ecr."),
  });
  const secret = await new SecretsManagerClient(settings).send(
    new GetSecretValueCommand({ SecretId: made.outputs["Secret"] }),
  );
  expect(JSON.parse(secret.SecretString ?? "{}")).toEqual({
    user: "admin",
    password: expect.stringMatching(/^[A-Za-z0-9]{24}$/),
  });

  await cloudFormation.send(
    new UpdateStackCommand({ StackName, TemplateBody: body(7, 90), Capabilities: ["CAPABILITY_IAM"] }),
  );
  expect(await settled()).toMatchObject({ status: "UPDATE_COMPLETE", why: "" });
  const sqs = new SQSClient(settings);
  const QueueUrl = made.outputs["QueueUrl"];
  const attributes = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["VisibilityTimeout"] });
  expect((await sqs.send(attributes)).Attributes).toEqual({ VisibilityTimeout: "90" });

  await cloudFormation.send(new DeleteStackCommand({ StackName }));
  await expect
    .poll(
      () =>
        sqs.send(attributes).then(
          () => "there",
          ({ name: failure }) => failure,
        ),
      { timeout: 120_000, interval: 500 },
    )
    .toBe("QueueDoesNotExist");
}, 300_000);
