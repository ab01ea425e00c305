import { getUser } from "../aws/cognito/get-user.ts";
import { deleteItem } from "../aws/dynamodb/delete-item.ts";
import { endLiveUpdates } from "./end-live-updates.ts";
import { existingTenant, findMembership } from "./find-tenant.ts";
import { membershipKey } from "./keys.ts";
import type { TenantsOfStage } from "./tenants-of-stage.ts";

export interface RemovedMember {
  readonly tenantId: string;
  readonly email: string;
  /** False: they were not in it. */
  readonly removed: boolean;
}

/**
 * Takes somebody out of a tenant. Their account stays, and so does what they made. Tokens that they have go on naming the
 * tenant until they end, an hour later at most; live updates end now.
 *
 * @param email in small letters
 * @throws UserError `NO_SUCH_TENANT`
 */
export async function removeMember(
  stage: TenantsOfStage,
  tenantId: string,
  email: string,
): Promise<RemovedMember> {
  await existingTenant(stage, tenantId);
  const user = await getUser(stage.connection, stage.userPoolId, email);
  if (user === null) return { tenantId, email, removed: false };
  const found = await findMembership(stage, user.id, tenantId);
  if (found !== null) await deleteItem(stage.connection, stage.table, membershipKey(user.id, tenantId));
  // Also where it was gone: whoever took it away may not have come to this.
  await endLiveUpdates(stage, tenantId, user.id);
  return { tenantId, email, removed: found !== null };
}
