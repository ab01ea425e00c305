import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * The account that the credentials belong to: 12 digits.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function callerAccount(connection: Connection): Promise<string> {
  const { Account } = await clientOf(connection, STSClient).send(new GetCallerIdentityCommand({}));
  if (Account === undefined) throw new Error("STS named no account.");
  return Account;
}
