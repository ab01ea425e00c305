import type {
  AssociateSoftwareTokenResponse,
  CreateUserPoolClientResponse,
  CreateUserPoolResponse,
  InitiateAuthResponse,
  VerifySoftwareTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeEach, describe, expect, test } from "vitest";
import { totpCode } from "../../../../../src/local/services/cognito/mfa/totp.ts";
import { aloneCognito } from "./fixture.ts";

const Password = "Correct-Horse-7";
const Username = "ada@example.com";
let cloud: ReturnType<typeof aloneCognito>;
let ClientId: string;
let UserPoolId: string;

beforeEach(async () => {
  cloud = aloneCognito();
  const { UserPool } = await cloud.send<CreateUserPoolResponse>("CreateUserPool", {
    PoolName: "mfa",
    UsernameAttributes: ["email"],
    MfaConfiguration: "ON",
  });
  UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await cloud.send<CreateUserPoolClientResponse>("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "mfa",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
  });
  ClientId = UserPoolClient?.ClientId ?? "";
  const UserAttributes = [{ Name: "email_verified", Value: "true" }];
  await cloud.send("AdminCreateUser", { UserPoolId, Username, UserAttributes, MessageAction: "SUPPRESS" });
  await cloud.send("AdminSetUserPassword", { UserPoolId, Username, Password, Permanent: true });
});

const start = () =>
  cloud.send<InitiateAuthResponse>("InitiateAuth", {
    ClientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: Username, PASSWORD: Password },
  });
const respond = (ChallengeName: string, Session: string | undefined, more: object) =>
  cloud.send<InitiateAuthResponse>("RespondToAuthChallenge", {
    ClientId,
    ChallengeName,
    Session,
    ChallengeResponses: { USERNAME: Username, ...more },
  });
const code = (secret: string) => totpCode(secret, Math.floor(cloud.time.now / 30_000));

/** Sets an authenticator up at sign-in. */
async function enroll(): Promise<string> {
  const { ChallengeName, Session } = await start();
  expect(ChallengeName).toBe("MFA_SETUP");
  const associated = await cloud.send<AssociateSoftwareTokenResponse>("AssociateSoftwareToken", { Session });
  const secret = associated.SecretCode ?? "";
  const verified = await cloud.send<VerifySoftwareTokenResponse>("VerifySoftwareToken", {
    Session: associated.Session,
    UserCode: code(secret),
  });
  expect(verified.Status).toBe("SUCCESS");
  expect((await respond("MFA_SETUP", verified.Session, {})).AuthenticationResult).toBeDefined();
  return secret;
}

describe("a pool that requires a second factor", () => {
  test("has users set one up, and asks for it from then on", async () => {
    const secret = await enroll();
    const { ChallengeName, Session } = await start();
    expect(ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const answer = { SOFTWARE_TOKEN_MFA_CODE: code(secret) };
    expect((await respond("SOFTWARE_TOKEN_MFA", Session, answer)).AuthenticationResult).toBeDefined();
  });

  test("takes no code twice", async () => {
    const secret = await enroll();
    const answer = { SOFTWARE_TOKEN_MFA_CODE: code(secret) };
    await respond("SOFTWARE_TOKEN_MFA", (await start()).Session, answer);
    await expect(respond("SOFTWARE_TOKEN_MFA", (await start()).Session, answer)).rejects.toMatchObject({
      code: "ExpiredCodeException",
    });
  });

  test("lets a session end after three minutes", async () => {
    const secret = await enroll();
    const { Session } = await start();
    cloud.time.now += 3 * 60_000;
    await expect(
      respond("SOFTWARE_TOKEN_MFA", Session, { SOFTWARE_TOKEN_MFA_CODE: code(secret) }),
    ).rejects.toMatchObject({ message: "Invalid session for the user, session is expired." });
  });

  test("takes no MFA_SETUP without a proved authenticator", async () => {
    const { Session } = await start();
    await expect(respond("MFA_SETUP", Session, {})).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });

  test("lets the user choose among two", async () => {
    await enroll();
    await cloud.send("SetUserPoolMfaConfig", {
      UserPoolId,
      MfaConfiguration: "ON",
      EmailMfaConfiguration: {},
      SoftwareTokenMfaConfiguration: { Enabled: true },
    });
    await cloud.send("AdminSetUserMFAPreference", {
      UserPoolId,
      Username,
      EmailMfaSettings: { Enabled: true },
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: false },
    });
    const { ChallengeName, Session } = await start();
    expect(ChallengeName).toBe("SELECT_MFA_TYPE");
    const chosen = await respond("SELECT_MFA_TYPE", Session, { ANSWER: "EMAIL_OTP" });
    expect(chosen.ChallengeName).toBe("EMAIL_OTP");
    const { Messages } = await cloud.send<{ Messages: { code: string }[] }>("ListSentMessages", {
      UserPoolId,
    });
    const answered = await respond("EMAIL_OTP", chosen.Session, { EMAIL_OTP_CODE: Messages[0]?.code });
    expect(answered.AuthenticationResult).toBeDefined();
  });
});
