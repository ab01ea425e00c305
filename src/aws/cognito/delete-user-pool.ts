import {
  CognitoIdentityProviderClient,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Deletes a user pool with all its users, also one that is protected against that; nothing where there is none.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html
 */
export async function deleteUserPool(connection: Connection, userPoolId: string): Promise<void> {
  const client = clientOf(connection, CognitoIdentityProviderClient);
  try {
    const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }));
    // It also puts every other setting back to its default, which nobody will miss.
    if (UserPool?.DeletionProtection === "ACTIVE")
      await client.send(
        new UpdateUserPoolCommand({
          UserPoolId: userPoolId,
          DeletionProtection: "INACTIVE",
          ...(UserPool.AutoVerifiedAttributes && { AutoVerifiedAttributes: UserPool.AutoVerifiedAttributes }),
        }),
      );
    await client.send(new DeleteUserPoolCommand({ UserPoolId: userPoolId }));
  } catch (error) {
    if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
  }
}
