import { describe, expect, test } from "vitest";
import { checkTenantId, nameTenant } from "../../../src/tenants/tenant-id.ts";

describe("nameTenant", () => {
  test.each([
    ["acme", null, "acme", null],
    ["acme", "Acme Inc", "acme", "Acme Inc"],
    ["a", null, "a", null],
    ["a".repeat(64), null, "a".repeat(64), null],
    ["2-fast", null, "2-fast", null],
    ["Acme Inc", null, "acme-inc", "Acme Inc"],
    ["  ACME, Inc. ", null, "acme-inc", "ACME, Inc."],
    ["Zürich Käse & Söhne", null, "zurich-kase-sohne", "Zürich Käse & Söhne"],
    ["Acme", null, "acme", "Acme"],
    ["-acme-", null, "acme", "-acme-"],
    ["acme", "  Acme  ", "acme", "Acme"],
    [`${"ab ".repeat(33)}`, null, `${"ab-".repeat(21)}a`, "ab ".repeat(33).trim()],
  ])("%j named %j", (idOrName, name, id, spoken) => {
    expect(nameTenant(idOrName, name)).toEqual({ id, name: spoken });
  });

  test.each([
    ["", null, "TENANT_NAME_INVALID"],
    ["   ", null, "TENANT_NAME_INVALID"],
    ["日本", null, "TENANT_ID_INVALID"],
    ["!!!", null, "TENANT_ID_INVALID"],
    ["Acme Inc", "Acme", "TENANT_ID_INVALID"],
    ["acme#1", "Acme", "TENANT_ID_INVALID"],
    ["acme", "", "TENANT_NAME_INVALID"],
    ["acme", "x".repeat(101), "TENANT_NAME_INVALID"],
    ["acme", "Ac\u0000me", "TENANT_NAME_INVALID"],
    ["acme", "Ac\nme", "TENANT_NAME_INVALID"],
    ["x".repeat(101).toUpperCase(), null, "TENANT_NAME_INVALID"],
  ])("%j named %j is refused", (idOrName, name, code) => {
    expect(() => nameTenant(idOrName, name)).toThrow(expect.objectContaining({ code, exit: 2 }));
  });
});

test.each(["ACME", "acme_1", "-a", "a-", "a".repeat(65), "", "T#acme", "acme#$Membership"])(
  "%j is no id",
  (id) => {
    expect(() => checkTenantId(id)).toThrow(expect.objectContaining({ code: "TENANT_ID_INVALID" }));
  },
);
