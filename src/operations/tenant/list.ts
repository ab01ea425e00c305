import { listTenants as list } from "../../tenants/list-tenants.ts";
import type { Tenant } from "../../tenants/tenant.ts";
import type { OperationContext } from "../context.ts";
import type { StageInput } from "../stage/with-stage.ts";
import { withTenants } from "./with-tenants.ts";

export interface ListTenantsResult {
  readonly stage: string;
  /** Oldest first. */
  readonly tenants: readonly Tenant[];
}

/** All tenants of a stage. */
export async function listTenants(input: StageInput, context: OperationContext): Promise<ListTenantsResult> {
  return withTenants(input, context, async (tenants, { name: stage }) => ({
    stage,
    tenants: await list(tenants),
  }));
}
