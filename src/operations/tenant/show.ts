import { existingTenant } from "../../tenants/find-tenant.ts";
import { type ListedMembers, membersOf } from "../../tenants/members-of.ts";
import type { Tenant } from "../../tenants/tenant.ts";
import { checkTenantId } from "../../tenants/tenant-id.ts";
import type { OperationContext } from "../context.ts";
import type { StageInput } from "../stage/with-stage.ts";
import { withTenants } from "./with-tenants.ts";

export type { ListedMember } from "../../tenants/members-of.ts";

export interface ShowTenantInput extends StageInput {
  readonly id: string;
  /** How many members to look up. */
  readonly most: number;
}

export interface ShowTenantResult extends ListedMembers {
  readonly stage: string;
  readonly tenant: Tenant;
}

/**
 * A tenant and its members.
 *
 * @throws UserError `NO_SUCH_TENANT`
 */
export async function showTenant(
  input: ShowTenantInput,
  context: OperationContext,
): Promise<ShowTenantResult> {
  const id = checkTenantId(input.id);
  return withTenants(input, context, async (tenants, { name: stage }) => {
    const tenant = await existingTenant(tenants, id);
    return { stage, tenant, ...(await membersOf(tenants, id, input.most)) };
  });
}
