import {
  AdminAddUserToGroupCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminListGroupsForUserCommand,
  CreateGroupCommand,
  GetGroupCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  ListGroupsCommand,
  ListUsersInGroupCommand,
  UpdateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { claimsOf, cognitoFixture } from "./fixture.ts";

const cloud = cognitoFixture();
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
let UserPoolId: string;
let ClientId: string;

beforeAll(async () => {
  UserPoolId = await cloud.pool();
  ClientId = (await cloud.client(UserPoolId)).id;
});

/** Somebody in groups of a precedence and a role each; what their ID token says of them. */
async function claimsIn(
  groups: Readonly<Record<string, [precedence: number | undefined, role: string | undefined]>>,
) {
  const { email } = await cloud.user(UserPoolId);
  const run = Math.random().toString(36).slice(2);
  for (const [name, [Precedence, RoleArn]] of Object.entries(groups)) {
    const of = { UserPoolId, GroupName: `${name}-${run}` };
    await cloud.idp().send(new CreateGroupCommand({ ...of, Precedence, RoleArn }));
    await cloud.idp().send(new AdminAddUserToGroupCommand({ ...of, Username: email }));
  }
  const claims = claimsOf((await cloud.signIn(ClientId, email)).IdToken);
  return {
    groups: (claims["cognito:groups"] as string[]).map((name) => name.replace(`-${run}`, "")),
    roles: claims["cognito:roles"],
    preferred: claims["cognito:preferred_role"],
  };
}

describe("groups", () => {
  test("the one with the lowest precedence gives the preferred role", async () => {
    expect(
      await claimsIn({ last: [undefined, role("c")], second: [5, role("b")], first: [0, role("a")] }),
    ).toEqual({
      groups: ["first", "second", "last"],
      roles: [role("a"), role("b"), role("c")],
      preferred: role("a"),
    });
  });

  test("of equal precedence with different roles prefer none, with the same role it", async () => {
    expect((await claimsIn({ a: [1, role("a")], b: [1, role("b")] })).preferred).toBeUndefined();
    expect((await claimsIn({ a: [1, role("a")], b: [1, role("a")] })).preferred).toBe(role("a"));
  });

  test("without roles give none", async () => {
    expect(await claimsIn({ plain: [1, undefined] })).toEqual({
      groups: ["plain"],
      roles: undefined,
      preferred: undefined,
    });
  });

  test("are updated and listed in pages, as are their members", async () => {
    const pool = await cloud.pool();
    const GroupName = "staff";
    for (const name of [GroupName, "other", "third"])
      await cloud.idp().send(new CreateGroupCommand({ UserPoolId: pool, GroupName: name }));
    await cloud
      .idp()
      .send(new UpdateGroupCommand({ UserPoolId: pool, GroupName, Description: "People", Precedence: 3 }));
    const { Group } = await cloud.idp().send(new GetGroupCommand({ UserPoolId: pool, GroupName }));
    expect(Group).toMatchObject({ Description: "People", Precedence: 3 });
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await cloud
        .idp()
        .send(new ListGroupsCommand({ UserPoolId: pool, Limit: 2, ...(NextToken && { NextToken }) }));
      names.push(...(page.Groups ?? []).map((group) => group.GroupName));
      ({ NextToken } = page);
    } while (NextToken);
    expect(names.toSorted()).toEqual(["other", "staff", "third"]);
    for (let i = 0; i < 3; i++) {
      const { email } = await cloud.user(pool);
      await cloud
        .idp()
        .send(new AdminAddUserToGroupCommand({ UserPoolId: pool, GroupName, Username: email }));
      const { Groups } = await cloud
        .idp()
        .send(new AdminListGroupsForUserCommand({ UserPoolId: pool, Username: email }));
      expect(Groups).toHaveLength(1);
    }
    const first = await cloud
      .idp()
      .send(new ListUsersInGroupCommand({ UserPoolId: pool, GroupName, Limit: 2 }));
    expect(first.Users).toHaveLength(2);
    const rest = await cloud
      .idp()
      .send(new ListUsersInGroupCommand({ UserPoolId: pool, GroupName, NextToken: first.NextToken }));
    expect(rest.Users).toHaveLength(1);
  });
});

test("who is disabled has no use of what they hold, and none of it again when enabled", async () => {
  const { email } = await cloud.user(UserPoolId);
  const { AccessToken, RefreshToken } = await cloud.signIn(ClientId, email);
  const of = { UserPoolId, Username: email };
  const use = () => cloud.idp().send(new GetUserCommand({ AccessToken }));
  const refresh = () => cloud.idp().send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));
  await use();
  await cloud.idp().send(new AdminDisableUserCommand(of));
  for (const work of [use, refresh])
    await expect(work()).rejects.toMatchObject({ name: "NotAuthorizedException" });
  await cloud.idp().send(new AdminEnableUserCommand(of));
  for (const work of [use, refresh])
    await expect(work()).rejects.toMatchObject({ name: "NotAuthorizedException" });
  expect((await cloud.signIn(ClientId, email)).AccessToken).toBeDefined();
});
