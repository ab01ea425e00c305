import {
  AdminDeleteSoftwareTokenCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  type ChallengeNameType,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  SetUserPoolMfaConfigCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { totpCode } from "../../../src/local/services/cognito/mfa/totp.ts";
import { cognitoFixture, password } from "./fixture.ts";

const cloud = cognitoFixture();

async function pool(configuration: "ON" | "OPTIONAL") {
  const UserPoolId = await cloud.pool();
  await cloud.idp().send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: configuration,
      SoftwareTokenMfaConfiguration: { Enabled: true },
      EmailMfaConfiguration: { Subject: "Your word", Message: "It is {####}." },
    }),
  );
  return { UserPoolId, ClientId: (await cloud.client(UserPoolId)).id };
}

/** Codes of an authenticator that shows each once: the last step, this one and the next are taken. */
const code = (secret: string, ahead: number) => totpCode(secret, Math.floor(Date.now() / 30_000) + ahead);

const respond = (
  ClientId: string,
  ChallengeName: ChallengeNameType,
  Session: string | undefined,
  ChallengeResponses: Record<string, string>,
) =>
  cloud
    .idp()
    .send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses }));

async function enroll(AccessToken: string | undefined): Promise<string> {
  const { SecretCode = "" } = await cloud.idp().send(new AssociateSoftwareTokenCommand({ AccessToken }));
  expect(SecretCode).toMatch(/^[A-Z2-7]{52}$/);
  const verify = (UserCode: string) =>
    cloud.idp().send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  await expect(verify("000000")).rejects.toMatchObject({ name: "EnableSoftwareTokenMFAException" });
  expect((await verify(code(SecretCode, 0))).Status).toBe("SUCCESS");
  return SecretCode;
}

describe("an authenticator", () => {
  test("is set up by who has signed in, preferred, and asked from then on", async () => {
    const { UserPoolId, ClientId } = await pool("OPTIONAL");
    const { email, username } = await cloud.user(UserPoolId);
    const { AccessToken } = await cloud.signIn(ClientId, email);
    const secret = await enroll(AccessToken);
    await cloud.idp().send(
      new SetUserMFAPreferenceCommand({
        AccessToken,
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
    expect(await cloud.idp().send(new AdminGetUserCommand({ UserPoolId, Username: email }))).toMatchObject({
      PreferredMfaSetting: "SOFTWARE_TOKEN_MFA",
      UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
    });
    const { challenge } = await cloud.signIn(ClientId, email);
    expect(challenge).toMatchObject({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      ChallengeParameters: { USER_ID_FOR_SRP: username },
    });
    const answer = (SOFTWARE_TOKEN_MFA_CODE: string) =>
      respond(ClientId, "SOFTWARE_TOKEN_MFA", challenge.Session, {
        USERNAME: email,
        SOFTWARE_TOKEN_MFA_CODE,
      });
    await expect(answer("000000")).rejects.toMatchObject({ name: "CodeMismatchException" });
    const { AuthenticationResult } = await answer(code(secret, 0));
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("that is set up is not asked for until its owner says so; another one takes its place when proved", async () => {
    const { ClientId, UserPoolId } = await pool("OPTIONAL");
    const { email } = await cloud.user(UserPoolId);
    const { AccessToken } = await cloud.signIn(ClientId, email);
    const prefer = () =>
      cloud
        .idp()
        .send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } }));
    await cloud.idp().send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await expect(prefer()).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA",
    });
    const first = await enroll(AccessToken);
    expect((await cloud.signIn(ClientId, email)).AccessToken).toBeDefined();
    await prefer();
    // Whoever holds a token cannot get rid of the second factor by beginning to set up another.
    const { SecretCode: second = "" } = await cloud
      .idp()
      .send(new AssociateSoftwareTokenCommand({ AccessToken }));
    const answer = async (secret: string) => {
      const { challenge } = await cloud.signIn(ClientId, email);
      expect(challenge.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
      return await respond(ClientId, "SOFTWARE_TOKEN_MFA", challenge.Session, {
        USERNAME: email,
        SOFTWARE_TOKEN_MFA_CODE: code(secret, 0),
      });
    };
    await expect(answer(second)).rejects.toMatchObject({ name: "CodeMismatchException" });
    expect((await answer(first)).AuthenticationResult).toBeDefined();
    await cloud.idp().send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: code(second, 0) }));
    await expect(answer(first)).rejects.toMatchObject({ name: "CodeMismatchException" });
    expect((await answer(second)).AuthenticationResult).toBeDefined();
    await cloud.idp().send(new AdminDeleteSoftwareTokenCommand({ UserPoolId, Username: email }));
    expect((await cloud.signIn(ClientId, email)).AccessToken).toBeDefined();
    await expect(prefer()).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  test("is not to be had where the pool has none", async () => {
    const UserPoolId = await cloud.pool();
    const { id } = await cloud.client(UserPoolId);
    const { AccessToken } = await cloud.signIn(id, (await cloud.user(UserPoolId)).email);
    await expect(cloud.idp().send(new AssociateSoftwareTokenCommand({ AccessToken }))).rejects.toMatchObject({
      name: "SoftwareTokenMFANotFoundException",
    });
  });

  test("is set up at sign-in where the pool requires one", async () => {
    const UserPoolId = await cloud.pool();
    await cloud.idp().send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId,
        MfaConfiguration: "ON",
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    );
    const { id: ClientId } = await cloud.client(UserPoolId);
    const { email } = await cloud.user(UserPoolId);
    const { challenge } = await cloud.signIn(ClientId, email);
    expect(challenge.ChallengeName).toBe("MFA_SETUP");
    expect(challenge.ChallengeParameters?.["MFAS_CAN_SETUP"]).toBe('["SOFTWARE_TOKEN_MFA"]');
    const associated = await cloud
      .idp()
      .send(new AssociateSoftwareTokenCommand({ Session: challenge.Session }));
    const UserCode = code(associated.SecretCode ?? "", 0);
    const { Session } = await cloud
      .idp()
      .send(new VerifySoftwareTokenCommand({ Session: associated.Session, UserCode }));
    const done = await respond(ClientId, "MFA_SETUP", Session, { USERNAME: email });
    expect(done.AuthenticationResult?.AccessToken).toBeDefined();
    expect((await cloud.signIn(ClientId, email)).challenge.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  });

  test("is answered by administrators' sign-ins too, and only by them", async () => {
    const { UserPoolId, ClientId } = await pool("OPTIONAL");
    const { email } = await cloud.user(UserPoolId);
    const { AccessToken } = await cloud.signIn(ClientId, email);
    const secret = await enroll(AccessToken);
    await cloud.idp().send(
      new AdminSetUserMFAPreferenceCommand({
        UserPoolId,
        Username: email,
        SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
    const start = () =>
      cloud.idp().send(
        new AdminInitiateAuthCommand({
          UserPoolId,
          ClientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: email, PASSWORD: password },
        }),
      );
    const ChallengeResponses = { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: code(secret, 0) };
    await expect(
      respond(ClientId, "SOFTWARE_TOKEN_MFA", (await start()).Session, ChallengeResponses),
    ).rejects.toMatchObject({ name: "NotAuthorizedException" });
    const { AuthenticationResult } = await cloud.idp().send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId,
        ClientId,
        ChallengeName: "SOFTWARE_TOKEN_MFA",
        Session: (await start()).Session,
        ChallengeResponses,
      }),
    );
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });
});

describe("codes by e-mail", () => {
  test("are the second factor of who wants them, in the pool's words", async () => {
    const { UserPoolId, ClientId } = await pool("OPTIONAL");
    const { email } = await cloud.user(UserPoolId);
    const { AccessToken } = await cloud.signIn(ClientId, email);
    await cloud.idp().send(
      new SetUserMFAPreferenceCommand({
        AccessToken,
        EmailMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
    const { challenge } = await cloud.signIn(ClientId, email);
    expect(challenge).toMatchObject({
      ChallengeName: "EMAIL_OTP",
      ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: "EMAIL", CODE_DELIVERY_DESTINATION: "a***@e***" },
    });
    const response = await fetch(`${cloud.settings.endpoint}/_plinth/outbox?to=${email}`);
    const { messages } = (await response.json()) as { messages: { subject: string; html: string }[] };
    expect(messages[0]).toMatchObject({
      subject: "Your word",
      html: expect.stringMatching(/^It is \d{8}\.$/),
    });
    const EMAIL_OTP_CODE = /\d{8}/.exec(messages[0]?.html ?? "")?.[0] ?? "";
    const { AuthenticationResult } = await respond(ClientId, "EMAIL_OTP", challenge.Session, {
      USERNAME: email,
      EMAIL_OTP_CODE,
    });
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("beside an authenticator, without a preference, the user chooses", async () => {
    const { UserPoolId, ClientId } = await pool("OPTIONAL");
    const { email } = await cloud.user(UserPoolId);
    const { AccessToken } = await cloud.signIn(ClientId, email);
    const secret = await enroll(AccessToken);
    const set = (more: object) => cloud.idp().send(new SetUserMFAPreferenceCommand({ AccessToken, ...more }));
    await expect(
      set({ EmailMfaSettings: { PreferredMfa: true }, SoftwareTokenMfaSettings: { PreferredMfa: true } }),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
    await set({ EmailMfaSettings: { Enabled: true }, SoftwareTokenMfaSettings: { Enabled: true } });
    const { challenge } = await cloud.signIn(ClientId, email);
    expect(challenge.ChallengeName).toBe("SELECT_MFA_TYPE");
    expect(JSON.parse(challenge.ChallengeParameters?.["MFAS_CAN_CHOOSE"] ?? "")).toEqual([
      "SOFTWARE_TOKEN_MFA",
      "EMAIL_OTP",
    ]);
    const chosen = await respond(ClientId, "SELECT_MFA_TYPE", challenge.Session, {
      USERNAME: email,
      ANSWER: "SOFTWARE_TOKEN_MFA",
    });
    expect(chosen.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const done = await respond(ClientId, "SOFTWARE_TOKEN_MFA", chosen.Session, {
      USERNAME: email,
      SOFTWARE_TOKEN_MFA_CODE: code(secret, 0),
    });
    expect(done.AuthenticationResult?.AccessToken).toBeDefined();
  });
});
