import type { StoredItem } from "../aws/dynamodb/scan.ts";
import { membershipKey, membersPartition } from "./keys.ts";

/** What a user is in a tenant. */
export interface Membership {
  readonly userId: string;
  readonly tenantId: string;
  /** Besides "member", which everybody in the tenant is. In the order given. */
  readonly roles: readonly string[];
  readonly status: "active" | "suspended";
  /** ISO 8601; null where it was not made by Plinth. */
  readonly createdAt: string | null;
  /** ARN of who made it. */
  readonly createdBy: string | null;
}

export function membershipItem(membership: Membership): StoredItem {
  const { userId, tenantId, roles, status, createdAt, createdBy } = membership;
  const { pk, sk } = membershipKey(userId, tenantId);
  return {
    pk: { S: pk },
    sk: { S: sk },
    gsi1_pk: { S: membersPartition(tenantId) },
    gsi1_sk: { S: userId },
    _m: { S: "$Membership" },
    userId: { S: userId },
    tenantId: { S: tenantId },
    roles: { L: roles.map((role) => ({ S: role })) },
    status: { S: status },
    ...(createdAt !== null && { createdAt: { S: createdAt } }),
    ...(createdBy !== null && { createdBy: { S: createdBy } }),
  };
}

export function membershipOf(item: StoredItem): Membership {
  const text = (name: string) => item[name]?.S ?? null;
  const listed = item["roles"]?.L?.map(({ S }) => S ?? "") ?? item["roles"]?.SS ?? [];
  return {
    userId: text("userId") ?? "",
    tenantId: text("tenantId") ?? "",
    roles: listed.filter((role) => role !== "" && role !== "member"),
    status: text("status") === "active" ? "active" : "suspended",
    createdAt: text("createdAt"),
    createdBy: text("createdBy"),
  };
}
