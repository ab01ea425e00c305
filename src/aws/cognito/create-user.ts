import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { type PoolUser, poolUser } from "./pool-user.ts";

/**
 * Makes a user whose address counts as verified.
 *
 * @param invitation `send`: an e-mail with a temporary password, which only the address's owner gets. `none`: they cannot
 *   sign in before somebody sets a password.
 * @returns null where a user has this address already; nothing is sent then
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 */
export async function createUser(
  connection: Connection,
  userPoolId: string,
  email: string,
  invitation: "send" | "none",
): Promise<PoolUser | null> {
  const request = new AdminCreateUserCommand({
    UserPoolId: userPoolId,
    Username: email,
    ...(invitation === "send" ? { DesiredDeliveryMediums: ["EMAIL"] } : { MessageAction: "SUPPRESS" }),
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
