import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { type PoolUser, poolUser } from "./pool-user.ts";

/**
 * Makes a user whose address counts as verified, and sends nothing. They cannot sign in before they get a password.
 *
 * @returns null where a user has this address already
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 */
export async function createUser(
  connection: Connection,
  userPoolId: string,
  email: string,
): Promise<PoolUser | null> {
  const request = new AdminCreateUserCommand({
    UserPoolId: userPoolId,
    Username: email,
    MessageAction: "SUPPRESS",
    UserAttributes: [
      { Name: "email", Value: email },
      { Name: "email_verified", Value: "true" },
    ],
  });
  try {
    const { User } = await clientOf(connection, CognitoIdentityProviderClient).send(request);
    return poolUser(User?.Attributes, User?.UserStatus, User?.Enabled);
  } catch (error) {
    if (error instanceof Error && error.name === "UsernameExistsException") return null;
    throw error;
  }
}
