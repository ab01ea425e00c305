import { getItem } from "../aws/dynamodb/get-item.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import { membershipKey, tenantKey } from "./keys.ts";
import { type Membership, membershipOf } from "./membership.ts";
import { type Tenant, tenantOf } from "./tenant.ts";
import { onStage, type TenantsOfStage } from "./tenants-of-stage.ts";

/** @returns null where there is no such tenant */
export async function findTenant(stage: TenantsOfStage, id: string): Promise<Tenant | null> {
  const item = await getItem(stage.connection, stage.table, tenantKey(id));
  return item === null ? null : tenantOf(item);
}

/** @throws UserError `NO_SUCH_TENANT` */
export async function existingTenant(stage: TenantsOfStage, id: string): Promise<Tenant> {
  const tenant = await findTenant(stage, id);
  if (tenant !== null) return tenant;
  throw new UserError({
    code: "NO_SUCH_TENANT",
    message: `There is no tenant "${id}" in the stage "${stage.stage}".`,
    remedy: `See which there are: plinth tenant list${onStage(stage)}`,
    exit: exitCode.refused,
  });
}

/** @returns null where the user is not in the tenant */
export async function findMembership(
  stage: TenantsOfStage,
  userId: string,
  tenantId: string,
): Promise<Membership | null> {
  const item = await getItem(stage.connection, stage.table, membershipKey(userId, tenantId));
  return item === null ? null : membershipOf(item);
}
