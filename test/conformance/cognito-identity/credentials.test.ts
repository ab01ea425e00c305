import {
  DescribeIdentityCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  ListIdentitiesCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
  UnlinkIdentityCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminAddUserToGroupCommand,
  AdminUserGlobalSignOutCommand,
  CreateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { allow } from "../../support/cloud/function-code.ts";
import { claimsOf } from "../cognito/fixture.ts";
import { identityFixture } from "./fixture.ts";

const cloud = identityFixture();
const badPool = { name: "InvalidIdentityPoolConfigurationException" };
const refused = (message: string | RegExp) => ({
  name: "NotAuthorizedException",
  message: typeof message === "string" ? message : expect.stringMatching(message),
});
let userPool: string;
let client: string;

beforeAll(async () => {
  userPool = await cloud.users.pool();
  client = (await cloud.users.client(userPool)).id;
});

/** A pool whose users are those of the user pool, with one role for all who have signed in. */
async function poolWithRole(more: Parameters<typeof cloud.pool>[0] = {}) {
  const pool = await cloud.pool({
    CognitoIdentityProviders: [{ ProviderName: cloud.providerOf(userPool), ClientId: client }],
    ...more,
  });
  const role = await cloud.role({ pool }, allow("sts:*"));
  await cloud.setRoles(pool, { authenticated: role });
  return { pool, role };
}

async function login(email?: string) {
  const user = email ?? (await cloud.users.user(userPool)).email;
  const { IdToken = "", AccessToken = "" } = await cloud.users.signIn(client, user);
  return { email: user, logins: { [cloud.providerOf(userPool)]: IdToken }, IdToken, AccessToken };
}

const callerWith = (credentials: object) =>
  new STSClient({ ...cloud.settings, credentials: credentials as never }).send(
    new GetCallerIdentityCommand({}),
  );

describe("the enhanced flow", () => {
  test("gives an hour's credentials of the pool's role, and the same identity every time", async () => {
    const { pool, role } = await poolWithRole();
    const { logins, email } = await login();
    const first = await cloud.credentials(pool, logins);
    expect(first.identityId).toMatch(new RegExp(`^${cloud.settings.region}:[0-9a-f-]{36}$`));
    const hour = (first.expiration?.getTime() ?? 0) - Date.now();
    expect(hour).toBeGreaterThan(55 * 60_000);
    expect(hour).toBeLessThanOrEqual(60 * 60_000);
    const caller = await callerWith(first);
    expect(caller.Arn).toMatch(
      new RegExp(`assumed-role/${role.split("/").at(-1)}/CognitoIdentityCredentials$`),
    );
    const again = await cloud.credentials(pool, (await login(email)).logins);
    expect(again.identityId).toBe(first.identityId);
    expect((await cloud.credentials(pool, (await login()).logins)).identityId).not.toBe(first.identityId);
    const described = await cloud
      .identity()
      .send(new DescribeIdentityCommand({ IdentityId: first.identityId }));
    expect(described.Logins).toEqual(Object.keys(logins));
  });

  test("a pool without roles says so", async () => {
    const pool = await cloud.pool({
      CognitoIdentityProviders: [{ ProviderName: cloud.providerOf(userPool), ClientId: client }],
    });
    await expect(cloud.credentials(pool, (await login()).logins)).rejects.toMatchObject(badPool);
  });

  test.each([
    ["another pool", { pool: "eu-west-1:00000000-0000-0000-0000-000000000000" }],
    ["guests only", { amr: "unauthenticated" }],
    ["AssumeRole only", { actions: ["sts:AssumeRole"] }],
  ])("a role that trusts %s is not taken", async (_whom, trust) => {
    const { pool } = await poolWithRole();
    await cloud.setRoles(pool, { authenticated: await cloud.role({ pool, ...trust }, allow("*")) });
    await expect(cloud.credentials(pool, (await login()).logins)).rejects.toMatchObject(badPool);
  });

  test("an identity is its owner's only", async () => {
    const { pool } = await poolWithRole();
    const [mine, other] = [await login(), await login()];
    const { identityId: IdentityId } = await cloud.credentials(pool, mine.logins);
    const take = (Logins?: Record<string, string>) =>
      cloud.identity().send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
    await expect(take(other.logins)).rejects.toMatchObject(refused(/^Logins don't match/));
    await expect(take()).rejects.toMatchObject(refused(`Access to Identity '${IdentityId}' is forbidden.`));
  });

  test("tokens of other issuers, clients and uses are refused, and changed ones", async () => {
    const { pool } = await poolWithRole();
    const { logins, IdToken, AccessToken, email } = await login();
    const provider = Object.keys(logins)[0] ?? "";
    const ask = (Logins: Record<string, string>) =>
      cloud.identity().send(new GetIdCommand({ IdentityPoolId: pool, Logins }));
    const unsupported = refused("Token is not from a supported provider of this identity pool.");
    const otherClient = (await cloud.users.client(userPool)).id;
    const ofOther = (await cloud.users.signIn(otherClient, email)).IdToken ?? "";
    await expect(ask({ [provider]: ofOther })).rejects.toMatchObject(unsupported);
    await expect(ask({ [provider]: AccessToken })).rejects.toMatchObject(unsupported);
    await expect(ask({ [`${provider}x`]: IdToken })).rejects.toMatchObject(
      refused("Invalid login token. Issuer doesn't match providerName"),
    );
    await expect(ask({ [provider]: "x.y.z" })).rejects.toMatchObject(
      refused("Invalid login token. Not a valid OpenId Connect identity token."),
    );
    const [header, , signature] = IdToken.split(".");
    const forged = { ...claimsOf(IdToken), sub: "somebody-else" };
    const changed = `${header}.${Buffer.from(JSON.stringify(forged)).toString("base64url")}.${signature}`;
    await expect(ask({ [provider]: changed })).rejects.toMatchObject(
      refused("Invalid login token. Couldn't verify signed token."),
    );
    const old = { ...claimsOf(IdToken), exp: 1 };
    const expired = `${header}.${Buffer.from(JSON.stringify(old)).toString("base64url")}.${signature}`;
    await expect(ask({ [provider]: expired })).rejects.toMatchObject(
      refused(/^Invalid login token. Token expired: 1 >= \d+$/),
    );
  });

  test("with ServerSideTokenCheck, whoever has signed out gets nothing", async () => {
    const provider = { ProviderName: cloud.providerOf(userPool), ClientId: client };
    const { pool } = await poolWithRole({
      CognitoIdentityProviders: [{ ...provider, ServerSideTokenCheck: true }],
    });
    const { pool: trusting } = await poolWithRole();
    const { logins, email } = await login();
    await cloud.credentials(pool, logins);
    await cloud.users
      .idp()
      .send(new AdminUserGlobalSignOutCommand({ UserPoolId: userPool, Username: email }));
    await expect(cloud.credentials(pool, logins)).rejects.toMatchObject({ name: "NotAuthorizedException" });
    expect((await cloud.credentials(trusting, logins)).accessKeyId).toMatch(/^ASIA/);
  });
});

describe("guests", () => {
  test("are refused where the pool does not want them", async () => {
    const { pool } = await poolWithRole();
    await expect(cloud.credentials(pool)).rejects.toMatchObject(
      refused("Unauthenticated access is not supported for this identity pool."),
    );
  });

  test("get the guests' role, and become whoever signs in", async () => {
    const { pool, role } = await poolWithRole({ AllowUnauthenticatedIdentities: true });
    const unauthenticated = await cloud.role({ pool, amr: "unauthenticated" }, allow("sts:*"));
    await cloud.setRoles(pool, { authenticated: role, unauthenticated });
    const guest = await cloud.credentials(pool);
    expect((await callerWith(guest)).Arn).toContain(unauthenticated.split("/").at(-1));
    const { logins } = await login();
    const take = (IdentityId: string, Logins?: Record<string, string>) =>
      cloud.identity().send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
    expect((await take(guest.identityId, logins)).IdentityId).toBe(guest.identityId);
    expect((await cloud.credentials(pool, logins)).identityId).toBe(guest.identityId);
    // A second guest who signs in as the same person is merged into them.
    const second = await cloud.credentials(pool);
    expect(second.identityId).not.toBe(guest.identityId);
    expect((await take(second.identityId, logins)).IdentityId).toBe(guest.identityId);
    await expect(take(second.identityId)).rejects.toMatchObject(refused(/is forbidden/));
    const all = new ListIdentitiesCommand({ IdentityPoolId: pool, MaxResults: 60, HideDisabled: true });
    expect((await cloud.identity().send(all)).Identities?.map(({ IdentityId }) => IdentityId)).toEqual([
      guest.identityId,
    ]);
  });

  test("a login can be unlinked", async () => {
    const { pool } = await poolWithRole();
    const { logins } = await login();
    const { identityId: IdentityId } = await cloud.credentials(pool, logins);
    await cloud
      .identity()
      .send(new UnlinkIdentityCommand({ IdentityId, Logins: logins, LoginsToRemove: Object.keys(logins) }));
    expect((await cloud.credentials(pool, logins)).identityId).not.toBe(IdentityId);
  });
});

describe("role mappings", () => {
  async function mapped(mapping: object) {
    const made = await poolWithRole();
    const key = `${cloud.providerOf(userPool)}:${client}`;
    const set = (RoleMapping: object) =>
      cloud.identity().send(
        new SetIdentityPoolRolesCommand({
          IdentityPoolId: made.pool,
          Roles: { authenticated: made.role },
          RoleMappings: { [key]: RoleMapping as never },
        }),
      );
    await set(mapping);
    return { ...made, set };
  }
  const nameOf = async (credentials: object) => (await callerWith(credentials)).Arn?.split("/")[1];

  test("from the token: the group's role, or the one that is asked for", async () => {
    const { pool, role, set } = await mapped({ Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole" });
    const ofGroup = await cloud.role({ pool }, allow("sts:*"));
    const ofOther = await cloud.role({ pool }, allow("sts:*"));
    const { email, logins } = await login();
    expect(await nameOf(await cloud.credentials(pool, logins))).toBe(role.split("/")[1]);
    const group = async (GroupName: string, RoleArn: string, Precedence: number) => {
      const of = { UserPoolId: userPool, GroupName };
      await cloud.users.idp().send(new CreateGroupCommand({ ...of, RoleArn, Precedence }));
      await cloud.users.idp().send(new AdminAddUserToGroupCommand({ ...of, Username: email }));
    };
    await group(`first-${Date.now()}`, ofGroup, 1);
    await group(`second-${Date.now()}`, ofOther, 2);
    const member = (await login(email)).logins;
    expect(await nameOf(await cloud.credentials(pool, member))).toBe(ofGroup.split("/")[1]);
    const custom = await cloud.credentials(pool, member, { CustomRoleArn: ofOther });
    expect(await nameOf(custom)).toBe(ofOther.split("/")[1]);
    await expect(cloud.credentials(pool, member, { CustomRoleArn: role })).rejects.toMatchObject(
      refused(/./),
    );
    await set({ Type: "Token", AmbiguousRoleResolution: "Deny" });
    await expect(cloud.credentials(pool, (await login()).logins)).rejects.toMatchObject(refused(/./));
  });

  test.each([
    ["Equals", "@example.com", false],
    ["Contains", "@example.com", true],
    ["StartsWith", "ada-", true],
    ["NotEqual", "ada-", true],
    ["StartsWith", "@", false],
  ])("by rules: %s %s", async (MatchType, Value, applies) => {
    const { pool, role, set } = await poolWithRole().then(async (made) => ({
      ...made,
      ...(await mapped({ Type: "Token", AmbiguousRoleResolution: "Deny" })),
    }));
    const RoleARN = await cloud.role({ pool }, allow("sts:*"));
    const Rules = [
      { Claim: "nothing", MatchType: "NotEqual", Value: "x", RoleARN: role },
      { Claim: "email", MatchType, Value, RoleARN },
    ];
    await set({ Type: "Rules", AmbiguousRoleResolution: "AuthenticatedRole", RulesConfiguration: { Rules } });
    const wanted = applies ? RoleARN : role;
    expect(await nameOf(await cloud.credentials(pool, (await login()).logins))).toBe(wanted.split("/")[1]);
  });
});

describe("the basic flow", () => {
  const takeRole = (RoleArn: string, WebIdentityToken: string, more: object = {}) =>
    new STSClient({ ...cloud.settings, credentials: { accessKeyId: "x", secretAccessKey: "x" } }).send(
      new AssumeRoleWithWebIdentityCommand({ RoleArn, WebIdentityToken, RoleSessionName: "app", ...more }),
    );

  test("exchanges the pool's token for any role that trusts it", async () => {
    const { pool, role } = await poolWithRole({ AllowClassicFlow: true });
    const { logins, IdToken } = await login();
    const { IdentityId } = await cloud
      .identity()
      .send(new GetIdCommand({ IdentityPoolId: pool, Logins: logins }));
    const { Token = "" } = await cloud
      .identity()
      .send(new GetOpenIdTokenCommand({ IdentityId, Logins: logins }));
    const provider = cloud.providerOf(userPool);
    expect(claimsOf(Token)).toMatchObject({
      iss: "https://cognito-identity.amazonaws.com",
      sub: IdentityId,
      aud: pool,
      amr: ["authenticated", provider, `${provider}:CognitoSignIn:${claimsOf(IdToken)["sub"]}`],
    });
    expect(Number(claimsOf(Token)["exp"]) - Number(claimsOf(Token)["iat"])).toBe(600);
    const taken = await takeRole(role, Token, { DurationSeconds: 900 });
    expect(taken).toMatchObject({
      SubjectFromWebIdentityToken: IdentityId,
      Audience: pool,
      Provider: "cognito-identity.amazonaws.com",
    });
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = taken.Credentials ?? {};
    const caller = await callerWith({
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    });
    expect(caller.Arn).toMatch(/\/app$/);
    await expect(takeRole(`${role}x`, Token)).rejects.toMatchObject({
      name: "AccessDenied",
      message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    });
    await expect(takeRole(role, IdToken)).rejects.toThrow();
    const [header, payload] = Token.split(".");
    await expect(takeRole(role, `${header}.${payload}.AAAA`)).rejects.toMatchObject({
      name: "InvalidIdentityTokenException",
    });
  });

  test("its tokens are verified with the published key", async () => {
    const { pool } = await poolWithRole({ AllowClassicFlow: true });
    const { logins } = await login();
    const { IdentityId } = await cloud
      .identity()
      .send(new GetIdCommand({ IdentityPoolId: pool, Logins: logins }));
    const { Token = "" } = await cloud
      .identity()
      .send(new GetOpenIdTokenCommand({ IdentityId, Logins: logins }));
    const host = cloud.settings.endpoint ?? "https://cognito-identity.amazonaws.com";
    const keys = createRemoteJWKSet(new URL(`${host}/.well-known/jwks_uri`));
    const { payload } = await jwtVerify(Token, keys, {
      issuer: "https://cognito-identity.amazonaws.com",
      audience: pool,
    });
    expect(payload.sub).toBe(IdentityId);
  });

  test("is off where the pool says so, and with role mappings", async () => {
    const { pool } = await poolWithRole({ AllowClassicFlow: false });
    const { logins } = await login();
    const { identityId: IdentityId } = await cloud.credentials(pool, logins);
    await expect(
      cloud.identity().send(new GetOpenIdTokenCommand({ IdentityId, Logins: logins })),
    ).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "Basic (classic) flow is not enabled, please use enhanced flow.",
    });
  });

  test("a token with tags needs sts:TagSession in the trust policy", async () => {
    const { pool } = await poolWithRole({ AllowClassicFlow: true });
    await cloud.identity().send(
      new SetPrincipalTagAttributeMapCommand({
        IdentityPoolId: pool,
        IdentityProviderName: cloud.providerOf(userPool),
        UseDefaults: true,
      }),
    );
    const { logins, IdToken } = await login();
    const { IdentityId } = await cloud
      .identity()
      .send(new GetIdCommand({ IdentityPoolId: pool, Logins: logins }));
    const { Token = "" } = await cloud
      .identity()
      .send(new GetOpenIdTokenCommand({ IdentityId, Logins: logins }));
    expect(claimsOf(Token)["https://aws.amazon.com/tags"]).toEqual({
      principal_tags: { client: [client], username: [claimsOf(IdToken)["sub"]] },
    });
    const untagged = await cloud.role({ pool, actions: ["sts:AssumeRoleWithWebIdentity"] }, allow("*"));
    await expect(takeRole(untagged, Token)).rejects.toMatchObject({
      name: "AccessDenied",
      message: "Not authorized to perform sts:TagSession",
    });
    await cloud.setRoles(pool, { authenticated: untagged });
    await expect(cloud.credentials(pool, logins)).rejects.toMatchObject(badPool);
  });
});
