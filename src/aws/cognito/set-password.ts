import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Gives a user a password that they need not change.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html
 *
 * @param name e-mail address or `sub`
 */
export async function setPassword(
  connection: Connection,
  userPoolId: string,
  name: string,
  password: string,
): Promise<void> {
  await clientOf(connection, CognitoIdentityProviderClient).send(
    new AdminSetUserPasswordCommand({
      UserPoolId: userPoolId,
      Username: name,
      Password: password,
      Permanent: true,
    }),
  );
}
