import { id, model } from "plinth";
import { internal } from "../access.ts";

export const ManagedOrganization = model({
  managedTenantId: id().unique(),
  managerTenantId: id(),
})
  .scope("global")
  .unique(["managerTenantId", "managedTenantId"])
  .index("byManagerTenant", ["managerTenantId"])
  .access(internal)
  .describe("An organization that another organization runs: it spans tenants, so only functions touch it.");
