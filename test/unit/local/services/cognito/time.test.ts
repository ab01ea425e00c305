import type {
  CreateUserPoolClientResponse,
  CreateUserPoolResponse,
  GetTokensFromRefreshTokenResponse,
  InitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeEach, describe, expect, test } from "vitest";
import { aloneCognito } from "./fixture.ts";

const Password = "Correct-Horse-7";
const Username = "ada@example.com";
const second = 1000;
const hour = 3600 * second;
let cloud: ReturnType<typeof aloneCognito>;
let UserPoolId: string;

beforeEach(async () => {
  cloud = aloneCognito();
  const { UserPool } = await cloud.send<CreateUserPoolResponse>("CreateUserPool", {
    PoolName: "time",
    UsernameAttributes: ["email"],
    AutoVerifiedAttributes: ["email"],
  });
  UserPoolId = UserPool?.Id ?? "";
  const UserAttributes = [{ Name: "email_verified", Value: "true" }];
  await cloud.send("AdminCreateUser", { UserPoolId, Username, UserAttributes, MessageAction: "SUPPRESS" });
  await cloud.send("AdminSetUserPassword", { UserPoolId, Username, Password, Permanent: true });
});

async function client(more: object = {}): Promise<string> {
  const { UserPoolClient } = await cloud.send<CreateUserPoolClientResponse>("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "time",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    ...more,
  });
  return UserPoolClient?.ClientId ?? "";
}

async function signIn(ClientId: string, given = Password) {
  const { AuthenticationResult } = await cloud.send<InitiateAuthResponse>("InitiateAuth", {
    ClientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: Username, PASSWORD: given },
  });
  return {
    refresh: AuthenticationResult?.RefreshToken ?? "",
    access: AuthenticationResult?.AccessToken ?? "",
  };
}

async function refresh(ClientId: string, RefreshToken: string) {
  const { AuthenticationResult } = await cloud.send<GetTokensFromRefreshTokenResponse>(
    "GetTokensFromRefreshToken",
    { ClientId, RefreshToken },
  );
  return AuthenticationResult?.RefreshToken;
}

describe("rotated refresh tokens", () => {
  const rotating = (RetryGracePeriodSeconds: number) =>
    client({ RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds } });

  test("work again for as long as the grace period, and never after", async () => {
    const id = await rotating(60);
    const { refresh: first } = await signIn(id);
    const next = await refresh(id, first);
    expect(next).not.toBe(first);
    cloud.time.now += 59 * second;
    await expect(refresh(id, first)).resolves.toBeDefined();
    cloud.time.now += 2 * second;
    await expect(refresh(id, first)).rejects.toMatchObject({ code: "RefreshTokenReuseException" });
    await expect(refresh(id, next ?? "")).resolves.toBeDefined();
  });

  test("without a grace period work once", async () => {
    const id = await rotating(0);
    const { refresh: first } = await signIn(id);
    await refresh(id, first);
    await expect(refresh(id, first)).rejects.toMatchObject({ code: "RefreshTokenReuseException" });
  });

  test("are exchanged by one of many who bring them at once", async () => {
    const id = await rotating(0);
    const { refresh: first } = await signIn(id);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => refresh(id, first)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("are not used up by a trigger that fails", async () => {
    const id = await rotating(0);
    const { refresh: first } = await signIn(id);
    const trigger = (LambdaConfig: object) =>
      cloud.send("UpdateUserPool", { UserPoolId, AutoVerifiedAttributes: ["email"], LambdaConfig });
    cloud.functions["fails"] = () => {
      throw new Error("not now");
    };
    await trigger({ PreTokenGeneration: "fails" });
    await expect(refresh(id, first)).rejects.toMatchObject({ code: "UserLambdaValidationException" });
    await trigger({});
    await expect(refresh(id, first)).resolves.toBeDefined();
  });

  test("end when the first one would have ended, however often they were exchanged", async () => {
    const id = await client({
      RefreshTokenRotation: { Feature: "ENABLED" },
      RefreshTokenValidity: 2,
      TokenValidityUnits: { RefreshToken: "hours" },
    });
    let { refresh: token } = await signIn(id);
    cloud.time.now += 1.5 * hour;
    token = (await refresh(id, token)) ?? "";
    cloud.time.now += 0.6 * hour;
    await expect(refresh(id, token)).rejects.toMatchObject({
      code: "NotAuthorizedException",
      message: "Refresh Token has expired",
    });
  });

  test("end with the sign-in they are of, all of them", async () => {
    const id = await rotating(60);
    const { refresh: first, access } = await signIn(id);
    const next = await refresh(id, first);
    await cloud.send("RevokeToken", { ClientId: id, Token: next });
    for (const token of [first, next ?? ""])
      await expect(refresh(id, token)).rejects.toMatchObject({ message: "Refresh Token has been revoked" });
    await expect(cloud.send("GetUser", { AccessToken: access })).rejects.toMatchObject({
      message: "Access Token has been revoked",
    });
  });

  test("the old way to refresh is closed", async () => {
    const id = await rotating(0);
    const { refresh: REFRESH_TOKEN } = await signIn(id);
    await expect(
      cloud.send("InitiateAuth", {
        ClientId: id,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN },
      }),
    ).rejects.toMatchObject({ code: "InvalidParameterException" });
    await expect(
      client({ RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 61 } }),
    ).rejects.toMatchObject({ code: "InvalidParameterException" });
  });
});

describe("what may be asked for a few times an hour", () => {
  const exceeded = {
    code: "LimitExceededException",
    message: "Attempt limit exceeded, please try after some time.",
  };

  test("a password is changed five times", async () => {
    const id = await client();
    const { access } = await signIn(id);
    const change = () =>
      cloud.send("ChangePassword", {
        AccessToken: access,
        PreviousPassword: Password,
        ProposedPassword: Password,
      });
    for (let i = 0; i < 5; i++) await change();
    await expect(change()).rejects.toMatchObject(exceeded);
    cloud.time.now += hour + second;
    const later = await signIn(id);
    await cloud.send("ChangePassword", {
      AccessToken: later.access,
      PreviousPassword: Password,
      ProposedPassword: Password,
    });
  });

  test("an address is verified five times, a sign-up's code sent five times, a password forgotten twenty times", async () => {
    const ClientId = await client();
    const { access } = await signIn(ClientId);
    const verify = () =>
      cloud.send("GetUserAttributeVerificationCode", { AccessToken: access, AttributeName: "email" });
    for (let i = 0; i < 5; i++) await verify();
    await expect(verify()).rejects.toMatchObject(exceeded);
    await cloud.send("SignUp", { ClientId, Username: "grace@example.com", Password });
    const resend = () => cloud.send("ResendConfirmationCode", { ClientId, Username: "grace@example.com" });
    for (let i = 0; i < 5; i++) await resend();
    await expect(resend()).rejects.toMatchObject(exceeded);
    for (let i = 0; i < 20; i++) await cloud.send("ForgotPassword", { ClientId, Username });
    await expect(cloud.send("ForgotPassword", { ClientId, Username })).rejects.toMatchObject(exceeded);
  });
});

describe("guessing passwords", () => {
  test("a hundred at once count a hundred times", async () => {
    const id = await client();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) => signIn(id, `Wrong-Horse-${i}`)),
    );
    const messages = outcomes.map((outcome) =>
      outcome.status === "rejected" ? (outcome.reason as Error).message : "let in",
    );
    expect(messages.filter((text) => text === "Incorrect username or password.")).toHaveLength(5);
    expect(messages.filter((text) => text === "Password attempts exceeded")).toHaveLength(95);
    await expect(signIn(id)).rejects.toMatchObject({ message: "Password attempts exceeded" });
    cloud.time.now += 2 * second;
    await expect(signIn(id)).resolves.toBeDefined();
  });

  test("codes are guessed no more often by asking for new ones", async () => {
    const AllowedFirstAuthFactors = ["PASSWORD", "EMAIL_OTP"];
    await cloud.send("UpdateUserPool", {
      UserPoolId,
      Policies: { SignInPolicy: { AllowedFirstAuthFactors } },
    });
    const ClientId = await client({ ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    const guess = async () => {
      const { Session } = await cloud.send<InitiateAuthResponse>("InitiateAuth", {
        ClientId,
        AuthFlow: "USER_AUTH",
        AuthParameters: { USERNAME: Username, PREFERRED_CHALLENGE: "EMAIL_OTP" },
      });
      return await cloud
        .send("RespondToAuthChallenge", {
          ClientId,
          ChallengeName: "EMAIL_OTP",
          Session,
          ChallengeResponses: { USERNAME: Username, EMAIL_OTP_CODE: "no code" },
        })
        .catch(({ message }: Error) => message);
    };
    for (let i = 0; i < 5; i++)
      expect(await guess()).toBe("Invalid verification code provided, please try again.");
    expect(await guess()).toBe("Password attempts exceeded");
  });

  test("the pause doubles up to a quarter of an hour", async () => {
    const id = await client();
    const pauses: number[] = [];
    for (let i = 0; i < 18; i++) {
      await signIn(id, "Wrong-Horse-7").catch(() => {});
      let waited = 0;
      while (
        await signIn(id, "Wrong-Horse-8").then(
          () => false,
          ({ message }: Error) => message === "Password attempts exceeded",
        )
      ) {
        cloud.time.now += second;
        waited += 1;
      }
      pauses.push(waited);
    }
    expect(Math.max(...pauses)).toBe(900);
  });
});
