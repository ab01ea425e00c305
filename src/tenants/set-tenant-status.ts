import { updateItem } from "../aws/dynamodb/update-item.ts";
import { endLiveUpdates } from "./end-live-updates.ts";
import { existingTenant } from "./find-tenant.ts";
import { tenantKey } from "./keys.ts";
import type { Tenant } from "./tenant.ts";
import type { TenantsOfStage } from "./tenants-of-stage.ts";

export interface SwitchedTenant {
  readonly tenant: Tenant;
  /** False: it had that status. */
  readonly changed: boolean;
}

/**
 * Suspends a tenant, or lets it go on. Nobody gets tokens for a suspended tenant; those that people have last for an hour at
 * most; live updates end now. Its data stays.
 *
 * @throws UserError `NO_SUCH_TENANT`
 */
export async function setTenantStatus(
  stage: TenantsOfStage,
  tenantId: string,
  status: Tenant["status"],
): Promise<SwitchedTenant> {
  const tenant = await existingTenant(stage, tenantId);
  const changed = await updateItem(stage.connection, stage.table, tenantKey(tenantId), {
    update: "SET #status = :status, statusChangedAt = :at, statusChangedBy = :by",
    condition: "attribute_exists(pk) AND #status <> :status",
    names: { "#status": "status" },
    values: {
      ":status": { S: status },
      ":at": { S: new Date().toISOString() },
      ":by": { S: stage.actor },
    },
  });
  // Also where it was suspended: whoever did so may not have come to this.
  if (status === "suspended") await endLiveUpdates(stage, tenantId, null);
  return { tenant: { ...tenant, status }, changed };
}
