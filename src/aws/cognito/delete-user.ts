import {
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Removes a user, if there is one.
 *
 * @param id the `sub`
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html
 */
export async function deleteUser(connection: Connection, userPoolId: string, id: string): Promise<void> {
  const client = clientOf(connection, CognitoIdentityProviderClient);
  try {
    await client.send(new AdminDeleteUserCommand({ UserPoolId: userPoolId, Username: id }));
  } catch (error) {
    if (!(error instanceof Error && error.name === "UserNotFoundException")) throw error;
  }
}
