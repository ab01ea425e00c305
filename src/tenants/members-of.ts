import { getUser } from "../aws/cognito/get-user.ts";
import { queryIndex } from "../aws/dynamodb/query-index.ts";
import { type Invitation, invitationOf } from "./ensure-user.ts";
import { membersPartition } from "./keys.ts";
import { type Membership, membershipOf } from "./membership.ts";
import type { TenantsOfStage } from "./tenants-of-stage.ts";

/** A membership, with the user it belongs to as far as the user pool knows them. */
export interface ListedMember extends Membership {
  /** Null: the user is gone. */
  readonly email: string | null;
  readonly invitation: Invitation | null;
  readonly enabled: boolean;
}

export interface ListedMembers {
  readonly members: readonly ListedMember[];
  /** There are others. */
  readonly more: boolean;
}

/** Cognito answers 120 of these requests a second; sign-ins need some. */
const requestsAtOnce = 5;

/**
 * The members of a tenant. One who was added this moment may be missing.
 *
 * @param most how many to look up
 */
export async function membersOf(
  { connection, table, userPoolId }: TenantsOfStage,
  tenantId: string,
  most: number,
): Promise<ListedMembers> {
  const found: Membership[] = [];
  for await (const item of queryIndex(connection, table, membersPartition(tenantId))) {
    found.push(membershipOf(item));
    if (found.length > most) break;
  }
  const shown = found.slice(0, most);
  const members: ListedMember[] = [];
  let next = 0;
  const lookUp = async () => {
    for (let position = next++; position < shown.length; position = next++) {
      const membership = shown[position] as Membership;
      const user = await getUser(connection, userPoolId, membership.userId);
      members[position] = {
        ...membership,
        email: user?.email ?? null,
        invitation: user === null ? null : invitationOf(user),
        enabled: user?.enabled ?? false,
      };
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, lookUp));
  return { members, more: found.length > most };
}
