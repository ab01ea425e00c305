import { expect, test } from "vitest";
import { checkRoles, firstRole } from "../../../src/tenants/check-roles.ts";

const known = ["owner", "admin", "member"];

test.each([
  [[], []],
  [["admin"], ["admin"]],
  [
    ["admin", "owner", "admin"],
    ["admin", "owner"],
  ],
  [["member"], []],
  [["member", "owner"], ["owner"]],
])("%j", (wanted, roles) => {
  expect(checkRoles(wanted, known)).toEqual(roles);
});

test("unknown roles are named, with those that there are", () => {
  expect(() => checkRoles(["admin", "Owner", "boss"], known)).toThrow(
    expect.objectContaining({
      code: "ROLE_UNKNOWN",
      message: 'plinth.config.ts has no role "Owner", "boss".',
      remedy: "The roles are: owner, admin, member.",
    }),
  );
});

test("who begins a tenant gets the first role that is not everybody's", () => {
  expect([firstRole(known), firstRole(["member", "admin"]), firstRole(["member"])]).toEqual([
    ["owner"],
    ["admin"],
    [],
  ]);
});
