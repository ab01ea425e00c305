import { CloudFormationClient, DeleteStackCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Begins to delete a stack.
 *
 * @param stack name or ARN; by its ARN it can still be described once it is gone
 * @param role that CloudFormation acts as; null: the one it was deployed with, or the caller's permissions
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
 */
export async function deleteStack(
  connection: Connection,
  stack: string,
  role: string | null = null,
): Promise<void> {
  const command = new DeleteStackCommand({ StackName: stack, ...(role !== null && { RoleARN: role }) });
  await clientOf(connection, CloudFormationClient).send(command);
}
