import { CloudFormationClient, ListStacksCommand } from "@aws-sdk/client-cloudformation";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

export interface Target {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Everything of an app that an account still has, as the official clients list it; not what the CDK's bootstrap made. */
export async function leftOver(target: Target, app: string): Promise<readonly string[]> {
  const cloudFormation = new CloudFormationClient(target);
  const tables = new DynamoDBClient(target);
  const pools = new CognitoIdentityProviderClient(target);
  const buckets = new S3Client({ ...target, forcePathStyle: true });
  const groups = new CloudWatchLogsClient(target);
  const functions = new LambdaClient(target);
  const parameters = new SSMClient(target);
  const clients = [cloudFormation, tables, pools, buckets, groups, functions, parameters];
  try {
    const lists = await Promise.all([
      named("stack", async () => {
        const { StackSummaries = [] } = await cloudFormation.send(new ListStacksCommand({}));
        return StackSummaries.filter(({ StackStatus }) => StackStatus !== "DELETE_COMPLETE").map(
          ({ StackName }) => StackName,
        );
      }),
      named("table", async () => (await tables.send(new ListTablesCommand({}))).TableNames ?? []),
      named("user pool", async () =>
        (await pools.send(new ListUserPoolsCommand({ MaxResults: 60 }))).UserPools?.map(({ Name }) => Name),
      ),
      named("bucket", async () =>
        (await buckets.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name),
      ),
      named("log group", async () =>
        (await groups.send(new DescribeLogGroupsCommand({}))).logGroups?.map((group) => group.logGroupName),
      ),
      named("function", async () =>
        (await functions.send(new ListFunctionsCommand({}))).Functions?.map(
          ({ FunctionName }) => FunctionName,
        ),
      ),
      named("parameter", async () =>
        (await parameters.send(new DescribeParametersCommand({}))).Parameters?.map(({ Name }) => Name),
      ),
    ]);
    return lists.flat().filter((name) => name.includes(app));
  } finally {
    for (const client of clients) client.destroy();
  }
}

async function named(
  what: string,
  list: () => Promise<readonly (string | undefined)[] | undefined>,
): Promise<readonly string[]> {
  return ((await list()) ?? []).map((name) => `${what} ${name}`);
}
