import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * @returns the ARN of a log group, without `:*` at its end; null where there is no such group
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
 */
export async function findLogGroup(connection: Connection, name: string): Promise<string | null> {
  const client = clientOf(connection, CloudWatchLogsClient);
  // Names come in their order, so one that is the prefix itself is the first.
  const request = new DescribeLogGroupsCommand({ logGroupNamePrefix: name, limit: 1 });
  const { logGroups = [] } = await client.send(request);
  const found = logGroups.find(({ logGroupName }) => logGroupName === name);
  return found?.logGroupArn ?? found?.arn?.replace(/:\*$/, "") ?? null;
}
