import { type SwitchedTenant, setTenantStatus } from "../../tenants/set-tenant-status.ts";
import type { Tenant } from "../../tenants/tenant.ts";
import { checkTenantId } from "../../tenants/tenant-id.ts";
import { doStep, type OperationContext } from "../context.ts";
import type { StageInput } from "../stage/with-stage.ts";
import { withTenants } from "./with-tenants.ts";

export interface SetStatusInput extends StageInput {
  readonly tenant: string;
  readonly status: Tenant["status"];
}

export interface SetStatusResult extends SwitchedTenant {
  readonly stage: string;
}

/**
 * Suspends a tenant, or lets it go on. Done again, it changes nothing.
 *
 * @throws UserError where there is no such tenant
 */
export async function setStatus(input: SetStatusInput, context: OperationContext): Promise<SetStatusResult> {
  const id = checkTenantId(input.tenant);
  return withTenants(input, context, async (tenants, { name: stage }) => {
    const step = input.status === "active" ? "resume" : "suspend";
    const switched = await doStep(context, step, async () => {
      const result = await setTenantStatus(tenants, id, input.status);
      return { result, detail: result.changed ? id : "was so" };
    });
    return { stage, ...switched };
  });
}
