import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParametersByPathCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect } from "vitest";
import type { ClientSettings } from "../../support/cloud/target.ts";
import { type Load, untilKilled } from "./load.ts";

const path = "/stacks";
const doing = {
  create: /^(CREATE|ROLLBACK)_COMPLETE$/,
  update: /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/,
};

/** Stacks that are created, updated and deleted; whatever was under way when the cloud was killed comes to an end. */
export function stacksLoad(): Load {
  let count = 0;
  let acknowledged = 0;
  /** What was under way; null: nothing. */
  let current: { name: string; operation: "create" | "update" | "delete"; accepted: boolean } | null = null;

  async function work(client: CloudFormationClient): Promise<void> {
    count += 1;
    const StackName = `stack-${count}`;
    const step = async (operation: "create" | "update" | "delete", begin: () => Promise<unknown>) => {
      current = { name: StackName, operation, accepted: false };
      await begin();
      current = { ...current, accepted: true };
      acknowledged += 1;
      await settled(client, StackName);
    };
    const body = (version: number) => ({ StackName, TemplateBody: template(StackName, version) });
    await step("create", () => client.send(new CreateStackCommand(body(1))));
    await step("update", () => client.send(new UpdateStackCommand(body(2))));
    await step("delete", () => client.send(new DeleteStackCommand({ StackName })));
    current = null;
  }

  return {
    async run(settings) {
      const client = new CloudFormationClient(settings);
      await untilKilled(() => work(client));
      client.destroy();
    },

    async check(settings) {
      if (current !== null) {
        const { name, operation, accepted } = current;
        const client = new CloudFormationClient(settings);
        const status = await settled(client, name);
        if (status === null) expect(operation === "delete" || !accepted, `${name}: ${operation}`).toBe(true);
        else if (operation === "delete") {
          expect(accepted, `${name} is ${status}`).toBe(false);
        } else expect(status).toMatch(doing[operation]);
        await client.send(new DeleteStackCommand({ StackName: name }));
        expect(await settled(client, name)).toBeNull();
        client.destroy();
        current = null;
      }
      expect(await leftOver(settings)).toEqual([]);
    },

    acknowledged: () => acknowledged,
  };
}

/** @returns null: there is no such stack */
async function settled(client: CloudFormationClient, StackName: string): Promise<string | null> {
  for (;;) {
    try {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
      const status = Stacks?.[0]?.StackStatus ?? "";
      if (!status.endsWith("_IN_PROGRESS")) return status;
    } catch (error) {
      if (error instanceof Error && error.message.includes("does not exist")) return null;
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function leftOver(settings: ClientSettings): Promise<string[]> {
  const [ssm, sqs, db] = [new SSMClient(settings), new SQSClient(settings), new DynamoDBClient(settings)];
  const [{ Parameters = [] }, { QueueUrls = [] }, { TableNames = [] }] = await Promise.all([
    ssm.send(new GetParametersByPathCommand({ Path: path, Recursive: true })),
    sqs.send(new ListQueuesCommand({})),
    db.send(new ListTablesCommand({ ExclusiveStartTableName: "stack" })),
  ]);
  for (const client of [ssm, sqs, db]) client.destroy();
  const tables = TableNames.filter((name) => name.startsWith("stack-"));
  return [...Parameters.map(({ Name }) => Name ?? ""), ...QueueUrls, ...tables];
}

function template(name: string, version: number): string {
  const parameters = Array.from({ length: 8 }, (_, at) => [
    `P${at}`,
    {
      Type: "AWS::SSM::Parameter",
      Properties: {
        // Some are replaced, as their names change.
        Name: `${path}/${name}/${at}${at % 2 === 0 ? "" : `-${version}`}`,
        Type: "String",
        Value: String(version),
      },
    },
  ]);
  const queues = Array.from({ length: 4 }, (_, at) => [
    `Q${at}`,
    { Type: "AWS::SQS::Queue", Properties: { DelaySeconds: version } },
  ]);
  const table = {
    Type: "AWS::DynamoDB::Table",
    DependsOn: "Q0",
    Properties: {
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      TimeToLiveSpecification: { AttributeName: "ttl", Enabled: version === 1 },
    },
  };
  return JSON.stringify({ Resources: { ...Object.fromEntries([...parameters, ...queues]), Table: table } });
}
