import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from "@aws-sdk/client-cloudformation";
import {
  CloudWatchLogsClient,
  DescribeResourcePoliciesCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const run = `plinth-conformance-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
const logGroupName = `/aws/events/${run}`;

const Statement = [
  {
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `arn:aws:logs:*:*:log-group:/aws/events/${run}:*`,
  },
];
const template = (allowed: boolean) => ({
  Resources: {
    Group: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: logGroupName } },
    ...(allowed && {
      Policy: {
        Type: "AWS::Logs::ResourcePolicy",
        Properties: { PolicyName: run, PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }) },
      },
    }),
    Rule: {
      Type: "AWS::Events::Rule",
      Properties: {
        EventPattern: { source: [run] },
        Targets: [
          {
            Id: "logs",
            Arn: { "Fn::Sub": "arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}" },
          },
        ],
      },
    },
  },
});

test("a rule writes events into a log group, once a resource policy lets it", async () => {
  const client = new CloudFormationClient(settings);
  const logs = new CloudWatchLogsClient(settings);
  const events = new EventBridgeClient(settings);
  const wait = { client, maxWaitTime: 60, minDelay: 0.05, maxDelay: 1 };
  const put = (n: number) =>
    events.send(
      new PutEventsCommand({ Entries: [{ Source: run, DetailType: "x", Detail: JSON.stringify({ n }) }] }),
    );
  const written = async () => {
    const { events: found = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    return found.map(({ message }) => JSON.parse(message ?? "{}").detail.n);
  };
  for (const allowed of [false, true]) {
    const TemplateBody = JSON.stringify(template(allowed));
    const StackName = `${run}-${allowed}`;
    const { StackId } = await client.send(new CreateStackCommand({ StackName, TemplateBody }));
    await waitUntilStackCreateComplete(wait, { StackName });
    await put(allowed ? 1 : 0);
    if (allowed) await eventually(async () => expect(await written()).toEqual([1]), 60);
    else {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await written()).toEqual([]);
    }
    await client.send(new DeleteStackCommand({ StackName }));
    await waitUntilStackDeleteComplete(wait, { StackName: StackId });
  }
  const { resourcePolicies = [] } = await logs.send(new DescribeResourcePoliciesCommand({}));
  expect(resourcePolicies.map(({ policyName }) => policyName)).not.toContain(run);
}, 120_000);
