import { describe, expect, test } from "vitest";
import {
  type AccessRule,
  isAllowed,
  requireAccess,
} from "../../../../../../src/templates/infra/runtime/lambda/access.ts";
import {
  type AppSyncEvent,
  callerOf,
} from "../../../../../../src/templates/infra/runtime/lambda/appsync-event.ts";
import {
  anonymous,
  callerFromClaims,
  systemCaller,
} from "../../../../../../src/templates/infra/runtime/lambda/caller.ts";

const user = (roles: unknown, tenant: unknown = "acme") =>
  callerFromClaims({ sub: "jane", tenant_id: tenant, roles }, "Bearer token");

describe("a rule", () => {
  const adminAndClerk: AccessRule = [["role:admin", "role:clerk"]];
  const adminOrClerk: AccessRule = [["role:admin"], ["role:clerk"]];
  test.each([
    ["and, both", adminAndClerk, user(["admin", "clerk"]), true],
    ["and, one", adminAndClerk, user(["admin"]), false],
    ["or, one", adminOrClerk, user(["clerk"]), true],
    ["or, none", adminOrClerk, user(["member"]), false],
    [
      "a role that looks alike",
      [["role:admin"]] as AccessRule,
      user(["admins", "Admin", "role:admin", " admin"]),
      false,
    ],
    ["empty", [], user(["admin"]), false],
    ["an empty and", [[]] as AccessRule, user(["admin"]), false],
    ["signedIn without a tenant", [["signedIn"]] as AccessRule, user([], null), true],
    ["signedIn, anonymous", [["signedIn"]] as AccessRule, anonymous, false],
    ["a role without a tenant", [["role:member"]] as AccessRule, user(["member"], null), false],
    ["creator", [["creator"]] as AccessRule, user(["admin"]), false],
    ["anyone", [["anyone"]] as AccessRule, anonymous, true],
    ["the system, whatever the rule", [], systemCaller(null), true],
  ])("%s", (_, rule, caller, expected) => {
    expect(isAllowed(rule, caller)).toBe(expected);
  });

  test("refuses with 401 where signing in may help, and with 403 where it does not", () => {
    expect(() => requireAccess([["role:admin"]], anonymous)).toThrow(
      expect.objectContaining({ type: "Unauthorized", status: 401 }),
    );
    expect(() => requireAccess([["role:admin"]], user(["member"]))).toThrow(
      expect.objectContaining({ type: "Unauthorized", status: 403 }),
    );
  });
});

describe("the caller", () => {
  const from = (identity: unknown, headers: Record<string, string> = {}) =>
    callerOf({ identity, request: { headers } } as AppSyncEvent);

  test("of a token is what its claims say, and nothing else", () => {
    const claims = {
      sub: "0-1",
      "cognito:username": "jane",
      email: "jane@acme.example",
      tenant_id: "acme",
      roles: ["member", "admin"],
    };
    const headers = { authorization: "Bearer abc", "x-plinth-tenant": "other", "x-plinth-user": "joe" };
    expect(from({ claims, sub: "other" }, headers)).toEqual({
      kind: "user",
      user: { id: "0-1", username: "jane", email: "jane@acme.example" },
      tenant: { id: "acme" },
      roles: ["member", "admin"],
      token: "abc",
      actsFor: null,
    });
  });

  test.each([
    ["[admin member]", ["admin", "member"]],
    ["[admin, member]", ["admin", "member"]],
    ['["admin","member"]', ["admin", "member"]],
    ["admin", ["admin"]],
    ["[]", []],
    ["", []],
    [7, []],
    [null, []],
    [{ admin: true }, []],
    [["admin", 7, null], ["admin"]],
  ])("has the roles of a claim written as %j", (roles, expected) => {
    expect(user(roles).roles).toEqual(expected);
  });

  test.each([
    ["no identity", null],
    ["an empty identity", {}],
    ["claims without a sub", { claims: { tenant_id: "acme", roles: ["admin"] } }],
    [
      "a user of an identity pool",
      { userArn: "arn:aws:sts::1:assumed-role/x/y", cognitoIdentityId: "eu-west-1:1" },
    ],
  ])("is nobody with %s", (_, identity) => {
    expect(from(identity, { "x-plinth-tenant": "acme" })).toEqual(anonymous);
  });

  test("with IAM credentials is the system, for whom the headers say", () => {
    const identity = { userArn: "arn:aws:sts::1:assumed-role/x/y", cognitoIdentityId: null, claims: null };
    expect(from(identity, { "x-plinth-tenant": "acme", "x-plinth-user": "joe" })).toEqual(
      systemCaller("acme", "joe"),
    );
    expect(from(identity, { "x-plinth-tenant": "", authorization: "AWS4-HMAC-SHA256 ..." })).toEqual(
      systemCaller(null),
    );
  });
});
