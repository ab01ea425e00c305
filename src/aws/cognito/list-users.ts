import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

export interface PoolUser {
  /** Their e-mail address; where they have none, the name Cognito gave them. */
  readonly name: string;
  /** `CONFIRMED`, `UNCONFIRMED`, `FORCE_CHANGE_PASSWORD` and so on. */
  readonly status: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** At most as many as Cognito gives at a time. */
const page = 60;

/**
 * The users of a pool, in Cognito's own order: the first 60 of them.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 *
 * @returns with how many there are in all, as Cognito estimates it
 */
export async function listUsers(
  connection: Connection,
  userPoolId: string,
): Promise<{ readonly count: number; readonly users: readonly PoolUser[] }> {
  const client = clientOf(connection, CognitoIdentityProviderClient);
  const { Users = [] } = await client.send(new ListUsersCommand({ UserPoolId: userPoolId, Limit: page }));
  const users = Users.map(({ Username = "", Attributes = [], UserStatus = "", UserCreateDate }) => ({
    name: Attributes.find(({ Name }) => Name === "email")?.Value ?? Username,
    status: UserStatus,
    createdAt: UserCreateDate?.toISOString() ?? "",
  }));
  if (users.length < page) return { count: users.length, users };
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }));
  return { count: UserPool?.EstimatedNumberOfUsers ?? users.length, users };
}
