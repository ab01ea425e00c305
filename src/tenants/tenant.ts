import type { StoredItem } from "../aws/dynamodb/scan.ts";
import { allTenants, tenantKey } from "./keys.ts";

/** A customer's organization, with data of its own. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** The pre-token trigger gives tokens for active tenants alone. */
  readonly status: "active" | "suspended";
  /** ISO 8601. */
  readonly createdAt: string;
  /** ARN of who created it; null where it was not created by Plinth. */
  readonly createdBy: string | null;
}

export function tenantItem({ id, name, status, createdAt, createdBy }: Tenant): StoredItem {
  const { pk, sk } = tenantKey(id);
  return {
    pk: { S: pk },
    sk: { S: sk },
    gsi1_pk: { S: allTenants },
    gsi1_sk: { S: createdAt },
    _m: { S: "$Tenant" },
    id: { S: id },
    name: { S: name },
    status: { S: status },
    createdAt: { S: createdAt },
    ...(createdBy !== null && { createdBy: { S: createdBy } }),
  };
}

export function tenantOf(item: StoredItem): Tenant {
  const text = (name: string) => item[name]?.S ?? "";
  return {
    id: text("id"),
    name: text("name"),
    // As the trigger has it: whatever is not active may not be used.
    status: text("status") === "active" ? "active" : "suspended",
    createdAt: text("createdAt"),
    createdBy: item["createdBy"]?.S ?? null,
  };
}
