import type { ItemKey } from "../aws/dynamodb/item-key.ts";

/** Partition of the index that holds all tenants, oldest first. */
export const allTenants = "G#$Tenant";

/** Where a tenant's own record is. The pre-token trigger reads it there at each sign-in. */
export function tenantKey(tenantId: string): ItemKey {
  return { pk: `${allTenants}#${tenantId}`, sk: "!" };
}

/** Where it stands what a user is in a tenant. */
export function membershipKey(userId: string, tenantId: string): ItemKey {
  return { pk: `U#${userId}#$Membership`, sk: tenantId };
}

/** Partition of the index that holds the memberships of a tenant, by user. */
export function membersPartition(tenantId: string): string {
  return `T#${tenantId}#$Membership`;
}
