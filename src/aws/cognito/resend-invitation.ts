import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Sends an invited user another e-mail with a new temporary password. The one before works no more.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html
 */
export async function resendInvitation(
  connection: Connection,
  userPoolId: string,
  email: string,
): Promise<void> {
  const request = new AdminCreateUserCommand({
    UserPoolId: userPoolId,
    Username: email,
    DesiredDeliveryMediums: ["EMAIL"],
    MessageAction: "RESEND",
  });
  await clientOf(connection, CognitoIdentityProviderClient).send(request);
}
