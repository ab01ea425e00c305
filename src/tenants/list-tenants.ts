import { queryIndex } from "../aws/dynamodb/query-index.ts";
import { allTenants } from "./keys.ts";
import { type Tenant, tenantOf } from "./tenant.ts";
import type { TenantsOfStage } from "./tenants-of-stage.ts";

/** All tenants of a stage, oldest first. One that was made this moment may be missing. */
export async function listTenants({ connection, table }: TenantsOfStage): Promise<readonly Tenant[]> {
  const tenants: Tenant[] = [];
  for await (const item of queryIndex(connection, table, allTenants)) tenants.push(tenantOf(item));
  return tenants;
}
