import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { type PoolUser, poolUser } from "./pool-user.ts";

/**
 * @param name e-mail address or `sub`
 * @returns null where the pool has no such user
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export async function getUser(
  connection: Connection,
  userPoolId: string,
  name: string,
): Promise<PoolUser | null> {
  const client = clientOf(connection, CognitoIdentityProviderClient);
  try {
    const user = await client.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: name }));
    return poolUser(user.UserAttributes, user.UserStatus, user.Enabled);
  } catch (error) {
    if (error instanceof Error && error.name === "UserNotFoundException") return null;
    throw error;
  }
}
