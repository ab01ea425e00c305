import { CloudFormationClient, ContinueUpdateRollbackCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Goes on with a roll-back that failed.
 *
 * @param stack name
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ContinueUpdateRollback.html
 */
export async function continueUpdateRollback(connection: Connection, stack: string): Promise<void> {
  await clientOf(connection, CloudFormationClient).send(
    new ContinueUpdateRollbackCommand({ StackName: stack }),
  );
}
