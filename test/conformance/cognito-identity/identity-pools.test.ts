import {
  CreateIdentityPoolCommand,
  DeleteIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  ListIdentityPoolsCommand,
  ListTagsForResourceCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { beforeAll, describe, expect, test } from "vitest";
import { allow, policy } from "../../support/cloud/function-code.ts";
import { identityFixture } from "./fixture.ts";

const cloud = identityFixture();
const invalid = { name: "InvalidParameterException" };
let userPool: string;
let client: string;

beforeAll(async () => {
  userPool = await cloud.users.pool();
  client = (await cloud.users.client(userPool)).id;
});

const providers = () => [{ ProviderName: cloud.providerOf(userPool), ClientId: client }];

describe("identity pools", () => {
  test("are made, described, updated, listed and deleted", async () => {
    const IdentityPoolId = await cloud.pool({
      CognitoIdentityProviders: providers(),
      IdentityPoolTags: { team: "blue" },
    });
    expect(IdentityPoolId).toMatch(new RegExp(`^${cloud.settings.region}:[0-9a-f-]{36}$`));
    const described = await cloud.identity().send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
    expect(described).toMatchObject({
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ...providers()[0], ServerSideTokenCheck: false }],
      IdentityPoolTags: { team: "blue" },
    });
    await cloud.identity().send(
      new UpdateIdentityPoolCommand({
        IdentityPoolId,
        IdentityPoolName: "renamed",
        AllowUnauthenticatedIdentities: true,
      }),
    );
    const updated = await cloud.identity().send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
    expect(updated).toMatchObject({ IdentityPoolName: "renamed", AllowUnauthenticatedIdentities: true });
    expect(updated.CognitoIdentityProviders).toBeUndefined();
    const listed = await cloud.identity().send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    expect(listed.IdentityPools).toContainEqual({ IdentityPoolId, IdentityPoolName: "renamed" });
    await cloud.identity().send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
    await expect(
      cloud.identity().send(new DescribeIdentityPoolCommand({ IdentityPoolId })),
    ).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `IdentityPool '${IdentityPoolId}' not found.`,
    });
  });

  test("are listed in pages", async () => {
    await cloud.pool();
    await cloud.pool();
    const first = await cloud.identity().send(new ListIdentityPoolsCommand({ MaxResults: 1 }));
    expect(first.IdentityPools).toHaveLength(1);
    const next = await cloud
      .identity()
      .send(new ListIdentityPoolsCommand({ MaxResults: 1, NextToken: first.NextToken }));
    expect(next.IdentityPools?.[0]).not.toEqual(first.IdentityPools?.[0]);
  });

  test("other identity providers are refused where nobody could verify their tokens", async () => {
    const create = new CreateIdentityPoolCommand({
      IdentityPoolName: "social",
      AllowUnauthenticatedIdentities: false,
      SupportedLoginProviders: { "graph.facebook.com": "1" },
    });
    await expect(cloud.identity().send(create)).rejects.toThrow();
  });

  test("have tags", async () => {
    const IdentityPoolId = await cloud.pool();
    const account = cloud.users.local()?.accountId ?? "";
    const ResourceArn = `arn:aws:cognito-identity:${cloud.settings.region}:${account}:identitypool/${IdentityPoolId}`;
    await cloud.identity().send(new TagResourceCommand({ ResourceArn, Tags: { a: "1", b: "2" } }));
    await cloud.identity().send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    expect((await cloud.identity().send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual({
      b: "2",
    });
  });
});

describe("roles of a pool", () => {
  test("are set and read, with rules", async () => {
    const IdentityPoolId = await cloud.pool({ CognitoIdentityProviders: providers() });
    const authenticated = await cloud.role({ pool: IdentityPoolId }, allow("s3:*"));
    const RoleMappings = {
      [`${cloud.providerOf(userPool)}:${client}`]: {
        Type: "Rules" as const,
        AmbiguousRoleResolution: "Deny" as const,
        RulesConfiguration: {
          Rules: [{ Claim: "custom:team", MatchType: "Equals" as const, Value: "x", RoleARN: authenticated }],
        },
      },
    };
    const Roles = { authenticated };
    await cloud.identity().send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
    expect(await cloud.identity().send(new GetIdentityPoolRolesCommand({ IdentityPoolId }))).toMatchObject({
      IdentityPoolId,
      Roles,
      RoleMappings,
    });
  });

  test.each([
    ["a kind that is none", { Roles: { everybody: "arn:aws:iam::123456789012:role/x" } }],
    ["what is no role", { Roles: { authenticated: "x" } }],
    ["rules without a way out", { Roles: {}, RoleMappings: { p: { Type: "Token" as const } } }],
    [
      "no rules",
      {
        Roles: {},
        RoleMappings: { p: { Type: "Rules" as const, AmbiguousRoleResolution: "Deny" as const } },
      },
    ],
  ])("%s is refused", async (_what, roles) => {
    const IdentityPoolId = await cloud.pool();
    await expect(
      cloud.identity().send(new SetIdentityPoolRolesCommand({ IdentityPoolId, ...roles })),
    ).rejects.toMatchObject(invalid);
  });
});

test("no role may trust the identity pools of everybody", async () => {
  const AssumeRolePolicyDocument = policy({
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
  });
  const create = new CreateRoleCommand({ RoleName: `open-${Date.now()}`, AssumeRolePolicyDocument });
  await expect(new IAMClient(cloud.settings).send(create)).rejects.toMatchObject({
    name: "MalformedPolicyDocumentException",
  });
});

describe("principal tags", () => {
  test("are mapped by default or by name", async () => {
    const of = {
      IdentityPoolId: await cloud.pool({ CognitoIdentityProviders: providers() }),
      IdentityProviderName: cloud.providerOf(userPool),
    };
    const set = (more: object) =>
      cloud.identity().send(new SetPrincipalTagAttributeMapCommand({ ...of, ...more }));
    const get = () => cloud.identity().send(new GetPrincipalTagAttributeMapCommand(of));
    expect(await get()).toMatchObject({ UseDefaults: false, PrincipalTags: {} });
    await set({ UseDefaults: true });
    expect(await get()).toMatchObject({
      UseDefaults: true,
      PrincipalTags: { client: "aud", username: "sub" },
    });
    await set({ UseDefaults: false, PrincipalTags: { tenant_id: "tenant_id" } });
    expect(await get()).toMatchObject({ UseDefaults: false, PrincipalTags: { tenant_id: "tenant_id" } });
    await expect(set({ PrincipalTags: { "aws:x": "sub" } })).rejects.toMatchObject(invalid);
    await expect(set({ IdentityProviderName: "graph.facebook.com" })).rejects.toMatchObject(invalid);
  });
});
