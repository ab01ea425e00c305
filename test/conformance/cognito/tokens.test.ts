import {
  AdminUserGlobalSignOutCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { beforeAll, describe, expect, test } from "vitest";
import { claimsOf, cognitoFixture } from "./fixture.ts";

const cloud = cognitoFixture();
let pool: string;
let client: string;
let user: { email: string; username: string };

beforeAll(async () => {
  pool = await cloud.pool();
  client = (await cloud.client(pool)).id;
  user = await cloud.user(pool);
});

describe("refresh tokens", () => {
  const refresh = (ClientId: string, REFRESH_TOKEN = "") =>
    cloud.idp().send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN },
      }),
    );

  test("REFRESH_TOKEN_AUTH gives new tokens of the same sign-in", async () => {
    const first = await cloud.signIn(client, user.email);
    const { AuthenticationResult } = await refresh(client, first.RefreshToken);
    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    const [before, after] = [claimsOf(first.AccessToken), claimsOf(AuthenticationResult?.AccessToken)];
    expect(after["origin_jti"]).toBe(before["origin_jti"]);
    expect(after["jti"]).not.toBe(before["jti"]);
  });

  test("nonsense and another client's token are refused", async () => {
    await expect(refresh(client, "nonsense")).rejects.toMatchObject({ message: "Invalid Refresh Token" });
    const other = await cloud.client(pool);
    const { RefreshToken } = await cloud.signIn(client, user.email);
    await expect(refresh(other.id, RefreshToken)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  test("rotation replaces the token; the old one ends", async () => {
    const { id } = await cloud.client(pool, {
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    const { RefreshToken } = await cloud.signIn(id, user.email);
    const get = (token = "") =>
      cloud.idp().send(new GetTokensFromRefreshTokenCommand({ ClientId: id, RefreshToken: token }));
    const rotated = (await get(RefreshToken)).AuthenticationResult?.RefreshToken;
    expect(rotated).not.toBe(RefreshToken);
    await expect(get(RefreshToken)).rejects.toMatchObject({ name: "RefreshTokenReuseException" });
    expect((await get(rotated)).AuthenticationResult?.AccessToken).toBeDefined();
    await expect(refresh(id, rotated)).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  test("RevokeToken ends a sign-in and its access tokens", async () => {
    const tokens = await cloud.signIn(client, user.email);
    await cloud.idp().send(new RevokeTokenCommand({ ClientId: client, Token: tokens.RefreshToken }));
    await expect(refresh(client, tokens.RefreshToken)).rejects.toMatchObject({
      message: "Refresh Token has been revoked",
    });
    await expect(
      cloud.idp().send(new GetUserCommand({ AccessToken: tokens.AccessToken })),
    ).rejects.toMatchObject({ message: "Access Token has been revoked" });
  });

  test("GlobalSignOut ends all of a user's sign-ins, AdminUserGlobalSignOut as well", async () => {
    for (const by of ["user", "administrator"]) {
      const [one, two] = [await cloud.signIn(client, user.email), await cloud.signIn(client, user.email)];
      if (by === "user") await cloud.idp().send(new GlobalSignOutCommand({ AccessToken: one.AccessToken }));
      else
        await cloud.idp().send(new AdminUserGlobalSignOutCommand({ UserPoolId: pool, Username: user.email }));
      await expect(refresh(client, two.RefreshToken)).rejects.toMatchObject({
        name: "NotAuthorizedException",
      });
    }
    expect((await cloud.signIn(client, user.email)).AccessToken).toBeDefined();
  });
});

describe("tokens", () => {
  test("carry AWS's claims", async () => {
    const { IdToken, AccessToken } = await cloud.signIn(client, user.email);
    const iss = `https://cognito-idp.${cloud.settings.region}.amazonaws.com/${pool}`;
    expect(claimsOf(IdToken)).toMatchObject({
      iss,
      aud: client,
      token_use: "id",
      email: user.email,
      email_verified: true,
      "cognito:username": user.username,
    });
    expect(claimsOf(AccessToken)).toMatchObject({
      iss,
      client_id: client,
      token_use: "access",
      username: user.username,
      scope: "aws.cognito.signin.user.admin",
    });
    const shared = "auth_time event_id exp iat iss jti origin_jti sub token_use".split(" ");
    const names = (token: string | undefined) => Object.keys(claimsOf(token)).toSorted();
    expect(names(IdToken)).toEqual(
      [...shared, "aud", "cognito:username", "email", "email_verified"].toSorted(),
    );
    expect(names(AccessToken)).toEqual([...shared, "client_id", "scope", "username"].toSorted());
    const header = JSON.parse(Buffer.from(IdToken?.split(".")[0] ?? "", "base64url").toString());
    expect(Object.keys(header)).toEqual(["kid", "alg"]);
  });

  test("unmodified aws-jwt-verify takes them with the pool's own keys, and nothing else", async () => {
    const { IdToken = "", AccessToken = "" } = await cloud.signIn(client, user.email);
    const verifier = CognitoJwtVerifier.create({ userPoolId: pool, clientId: client, tokenUse: "access" });
    const answer = await fetch(`${cloud.settings.endpoint}/${pool}/.well-known/jwks.json`);
    verifier.cacheJwks((await answer.json()) as Parameters<typeof verifier.cacheJwks>[0]);
    expect((await verifier.verify(AccessToken)).username).toBe(user.username);
    await expect(verifier.verify(IdToken)).rejects.toThrow("Token use not allowed");
    await expect(verifier.verify(`${AccessToken.slice(0, -6)}AAAAAA`)).rejects.toThrow();
  });

  test("the OpenID configuration names issuer and keys", async () => {
    const answer = await fetch(`${cloud.settings.endpoint}/${pool}/.well-known/openid-configuration`);
    expect(await answer.json()).toMatchObject({
      issuer: `https://cognito-idp.${cloud.settings.region}.amazonaws.com/${pool}`,
      jwks_uri: `${cloud.settings.endpoint}/${pool}/.well-known/jwks.json`,
    });
  });

  test("live as long as the client says", async () => {
    const { id } = await cloud.client(pool, {
      AccessTokenValidity: 10,
      IdTokenValidity: 20,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes" },
    });
    const { AccessToken, IdToken, ExpiresIn } = await cloud.signIn(id, user.email);
    const life = (token?: string) => Number(claimsOf(token)["exp"]) - Number(claimsOf(token)["iat"]);
    expect([life(AccessToken), life(IdToken), ExpiresIn]).toEqual([600, 1200, 600]);
  });

  test("other services in the process verify them by VerifyToken", async () => {
    const { AccessToken = "" } = await cloud.signIn(client, user.email);
    expect(await cloud.verify(AccessToken)).toMatchObject({
      UserPoolId: pool,
      Claims: { sub: user.username },
    });
    await expect(cloud.verify(`${AccessToken}x`)).rejects.toMatchObject({ code: "NotAuthorizedException" });
    await expect(cloud.idp().send(new GetUserCommand({ AccessToken: "nonsense" }))).rejects.toMatchObject({
      message: "Invalid Access Token",
    });
  });
});
