import { expect, test } from "vitest";
import {
  globalPrefix,
  only,
  tenantPrefix,
  userPrefix,
} from "../../../src/templates/infra/runtime/data/keys.ts";
import { allTenants, membershipKey, membersPartition, tenantKey } from "../../../src/tenants/keys.ts";

test("the keys are those that a project's runtime reads", () => {
  expect({
    allTenants,
    tenant: tenantKey("acme"),
    membership: membershipKey("jane", "acme"),
    members: membersPartition("acme"),
  }).toEqual({
    allTenants: `${globalPrefix}#$Tenant`,
    tenant: { pk: `${globalPrefix}#$Tenant#acme`, sk: only },
    membership: { pk: `${userPrefix("jane")}#$Membership`, sk: "acme" },
    members: `${tenantPrefix("acme")}#$Membership`,
  });
});
