import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * A connection that acts as a role, for an hour.
 *
 * @param role ARN
 * @param session what the role's use is called in logs
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumeRole(connection: Connection, role: string, session: string): Promise<Connection> {
  const { Credentials: given } = await clientOf(connection, STSClient).send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: session }),
  );
  if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined) {
    throw new Error(`STS gave no credentials for ${role}.`);
  }
  return {
    ...connection,
    credentials: {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken !== undefined && { sessionToken: given.SessionToken }),
    },
  };
}
