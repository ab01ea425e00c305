import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Who the credentials are: `arn:aws:iam::123456789012:user/jane`, or a role's session.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function callerArn(connection: Connection): Promise<string> {
  const { Arn } = await clientOf(connection, STSClient).send(new GetCallerIdentityCommand({}));
  if (Arn === undefined) throw new Error("STS named no caller.");
  return Arn;
}
