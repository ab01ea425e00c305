import { emailAddress } from "../../tenants/email-address.ts";
import { type RemovedMember, removeMember as remove } from "../../tenants/remove-member.ts";
import { checkTenantId } from "../../tenants/tenant-id.ts";
import { doStep, type OperationContext } from "../context.ts";
import type { StageInput } from "../stage/with-stage.ts";
import { withTenants } from "./with-tenants.ts";

export interface RemoveMemberInput extends StageInput {
  readonly tenant: string;
  /** As typed. */
  readonly email: string;
}

export interface RemoveMemberResult extends RemovedMember {
  readonly stage: string;
}

/**
 * Takes somebody out of a tenant. Done again, it changes nothing.
 *
 * @throws UserError where the input is wrong, or there is no such tenant
 */
export async function removeMember(
  input: RemoveMemberInput,
  context: OperationContext,
): Promise<RemoveMemberResult> {
  const tenantId = checkTenantId(input.tenant);
  const email = emailAddress(input.email);
  return withTenants(input, context, async (tenants, { name: stage }) => {
    const removed = await doStep(context, "member", async () => {
      const result = await remove(tenants, tenantId, email);
      return { result, detail: result.removed ? "removed" : "was not in it" };
    });
    return { stage, ...removed };
  });
}
