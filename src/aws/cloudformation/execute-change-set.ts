import { CloudFormationClient, ExecuteChangeSetCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Begins to change the stack. A request that is sent twice counts once.
 *
 * @param changeSet ARN
 * @param token up to 128 characters, the same for repeats
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html
 */
export async function executeChangeSet(
  connection: Connection,
  changeSet: string,
  token: string,
): Promise<void> {
  await clientOf(connection, CloudFormationClient).send(
    new ExecuteChangeSetCommand({ ChangeSetName: changeSet, ClientRequestToken: token }),
  );
}
