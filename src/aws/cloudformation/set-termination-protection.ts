import { CloudFormationClient, UpdateTerminationProtectionCommand } from "@aws-sdk/client-cloudformation";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateTerminationProtection.html @param stack name */
export async function setTerminationProtection(
  connection: Connection,
  stack: string,
  enabled: boolean,
): Promise<void> {
  await clientOf(connection, CloudFormationClient).send(
    new UpdateTerminationProtectionCommand({ StackName: stack, EnableTerminationProtection: enabled }),
  );
}
