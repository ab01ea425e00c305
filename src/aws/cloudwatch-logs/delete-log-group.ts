import { CloudWatchLogsClient, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Deletes a log group with all its events; nothing where there is none.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html
 */
export async function deleteLogGroup(connection: Connection, name: string): Promise<void> {
  try {
    await clientOf(connection, CloudWatchLogsClient).send(new DeleteLogGroupCommand({ logGroupName: name }));
  } catch (error) {
    if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
  }
}
