import { CloudFormationClient, DeleteChangeSetCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteChangeSet.html @param changeSet ARN */
export async function deleteChangeSet(connection: Connection, changeSet: string): Promise<void> {
  await clientOf(connection, CloudFormationClient).send(
    new DeleteChangeSetCommand({ ChangeSetName: changeSet }),
  );
}
