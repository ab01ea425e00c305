import { createHmac } from "node:crypto";
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  ChangePasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { cognitoFixture, password } from "./fixture.ts";
import { signInBySrp, srpClient } from "./srp-client.ts";

const cloud = cognitoFixture();
let pool: string;
let client: string;
let user: { email: string; username: string };

beforeAll(async () => {
  pool = await cloud.pool();
  client = (await cloud.client(pool)).id;
  user = await cloud.user(pool);
});

const denied = { name: "NotAuthorizedException", message: "Incorrect username or password." };

describe("USER_SRP_AUTH", () => {
  test("the right password gives tokens", async () => {
    const { AuthenticationResult } = await signInBySrp(cloud.idp(), pool, client, user.email, password);
    expect(AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: "Bearer" });
    expect(AuthenticationResult?.RefreshToken).toBeTypeOf("string");
  });

  test("twenty sign-ins in a row work, whatever bytes their numbers begin with", async () => {
    for (let i = 0; i < 20; i++)
      expect(
        (await signInBySrp(cloud.idp(), pool, client, user.email, password)).AuthenticationResult,
      ).toBeDefined();
  });

  test("the address is compared without regard to case", async () => {
    const upper = user.email.toUpperCase();
    expect(
      (await signInBySrp(cloud.idp(), pool, client, upper, password)).AuthenticationResult,
    ).toBeDefined();
  });

  test("a wrong password is refused", async () => {
    await expect(signInBySrp(cloud.idp(), pool, client, user.email, "Wrong-Horse-7")).rejects.toMatchObject(
      denied,
    );
  });

  test("a user who does not exist looks like one with another password, with the same salt every time", async () => {
    const start = () =>
      cloud.idp().send(
        new InitiateAuthCommand({
          ClientId: client,
          AuthFlow: "USER_SRP_AUTH",
          AuthParameters: { USERNAME: "nobody@example.com", SRP_A: srpClient(pool).A },
        }),
      );
    const [first, second] = [await start(), await start()];
    expect(first.ChallengeName).toBe("PASSWORD_VERIFIER");
    expect(first.ChallengeParameters?.["SALT"]).toBe(second.ChallengeParameters?.["SALT"]);
    await expect(
      signInBySrp(cloud.idp(), pool, client, "nobody@example.com", password),
    ).rejects.toMatchObject(denied);
  });

  test("a session works once", async () => {
    const srp = srpClient(pool);
    const started = await cloud.idp().send(
      new InitiateAuthCommand({
        ClientId: client,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME: user.email, SRP_A: srp.A },
      }),
    );
    const answer = () =>
      cloud.idp().send(
        new RespondToAuthChallengeCommand({
          ClientId: client,
          ChallengeName: "PASSWORD_VERIFIER",
          Session: started.Session,
          ChallengeResponses: srp.answer(started.ChallengeParameters ?? {}, password),
        }),
      );
    expect((await answer()).AuthenticationResult).toBeDefined();
    await expect(answer()).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  test("an A that is a multiple of N is refused", async () => {
    const start = new InitiateAuthCommand({
      ClientId: client,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: user.email, SRP_A: "0" },
    });
    await expect(cloud.idp().send(start)).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});

describe("passwords in the request", () => {
  test("USER_PASSWORD_AUTH gives tokens", async () => {
    expect((await cloud.signIn(client, user.email)).AccessToken).toBeTypeOf("string");
  });

  test("a wrong one is refused", async () => {
    await expect(cloud.signIn(client, user.email, "Nope-nope-1")).rejects.toMatchObject(denied);
  });

  test("a client without the flow refuses it", async () => {
    const { id } = await cloud.client(pool, { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] });
    await expect(cloud.signIn(id, user.email)).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "USER_PASSWORD_AUTH flow not enabled for this client",
    });
  });

  test("a client that tells names users who do not exist", async () => {
    const { id } = await cloud.client(pool, { PreventUserExistenceErrors: "LEGACY" });
    await expect(cloud.signIn(id, "nobody@example.com")).rejects.toMatchObject({
      name: "UserNotFoundException",
    });
  });

  test("ADMIN_USER_PASSWORD_AUTH gives tokens to who signs the request", async () => {
    const { AuthenticationResult } = await cloud.idp().send(
      new AdminInitiateAuthCommand({
        UserPoolId: pool,
        ClientId: client,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: user.email, PASSWORD: password },
      }),
    );
    expect(AuthenticationResult?.IdToken).toBeTypeOf("string");
  });

  test("disabled users are refused", async () => {
    const { email } = await cloud.user(pool);
    await cloud.idp().send(new AdminDisableUserCommand({ UserPoolId: pool, Username: email }));
    await expect(cloud.signIn(client, email)).rejects.toMatchObject({ message: "User is disabled." });
  });

  test("users whose password was reset are told so", async () => {
    const { email } = await cloud.user(pool);
    await cloud.idp().send(new AdminResetUserPasswordCommand({ UserPoolId: pool, Username: email }));
    await expect(cloud.signIn(client, email)).rejects.toMatchObject({
      name: "PasswordResetRequiredException",
    });
  });

  test("after five failures nobody may try for a while", async () => {
    const { email } = await cloud.user(pool);
    for (let i = 0; i < 6; i++) await cloud.signIn(client, email, "Wrong-Horse-7").catch(() => {});
    await expect(cloud.signIn(client, email)).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Password attempts exceeded",
    });
  });

  test("ChangePassword takes the old one and gives way to the new", async () => {
    const { email } = await cloud.user(pool);
    const { AccessToken } = await cloud.signIn(client, email);
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      cloud.idp().send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
    await expect(change("Wrong-Horse-7", "Another-Horse-8")).rejects.toMatchObject(denied);
    await expect(change(password, "short")).rejects.toMatchObject({ name: "InvalidPasswordException" });
    await change(password, "Another-Horse-8");
    expect((await cloud.signIn(client, email, "Another-Horse-8")).AccessToken).toBeDefined();
  });
});

describe("clients with a secret", () => {
  test("SECRET_HASH is required, and checked", async () => {
    const { id, secret } = await cloud.client(pool, { GenerateSecret: true });
    const hash = createHmac("sha256", secret).update(`${user.email}${id}`).digest("base64");
    const start = (SECRET_HASH?: string) =>
      cloud.idp().send(
        new InitiateAuthCommand({
          ClientId: id,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: user.email, PASSWORD: password, ...(SECRET_HASH && { SECRET_HASH }) },
        }),
      );
    await expect(start()).rejects.toMatchObject({
      message: `Client ${id} is configured with secret but SECRET_HASH was not received`,
    });
    await expect(start("bm90IGl0")).rejects.toMatchObject({
      message: `SecretHash does not match for the client: ${id}`,
    });
    expect((await start(hash)).AuthenticationResult).toBeDefined();
  });
});

describe("NEW_PASSWORD_REQUIRED", () => {
  test("users an administrator made choose their own password", async () => {
    const Username = `new-${Date.now()}@example.com`;
    await cloud.idp().send(
      new AdminCreateUserCommand({
        UserPoolId: pool,
        Username,
        TemporaryPassword: "Temporary-1",
        MessageAction: "SUPPRESS",
      }),
    );
    const started = await signInBySrp(cloud.idp(), pool, client, Username, "Temporary-1");
    expect(started.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const answer = (NEW_PASSWORD: string) =>
      cloud.idp().send(
        new RespondToAuthChallengeCommand({
          ClientId: client,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session: started.Session,
          ChallengeResponses: { USERNAME: Username, NEW_PASSWORD },
        }),
      );
    await expect(answer("weak")).rejects.toMatchObject({ name: "InvalidPasswordException" });
    expect((await answer(password)).AuthenticationResult?.AccessToken).toBeDefined();
    expect((await cloud.signIn(client, Username)).AccessToken).toBeDefined();
  });
});

describe("USER_AUTH", () => {
  const start = (clientId: string, more: Record<string, string>) =>
    cloud.idp().send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: "USER_AUTH",
        AuthParameters: { USERNAME: user.email, ...more },
      }),
    );

  test("without a preference the user chooses", async () => {
    const started = await start(client, {});
    expect(started.ChallengeName).toBe("SELECT_CHALLENGE");
    expect(started.AvailableChallenges).toEqual(["PASSWORD", "PASSWORD_SRP"]);
    const { AuthenticationResult } = await cloud.idp().send(
      new RespondToAuthChallengeCommand({
        ClientId: client,
        ChallengeName: "SELECT_CHALLENGE",
        Session: started.Session,
        ChallengeResponses: { USERNAME: user.email, ANSWER: "PASSWORD", PASSWORD: password },
      }),
    );
    expect(AuthenticationResult?.IdToken).toBeDefined();
  });

  test("PASSWORD and PASSWORD_SRP at once", async () => {
    const direct = await start(client, { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: password });
    expect(direct.AuthenticationResult).toBeDefined();
    const srp = await start(client, { PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A: srpClient(pool).A });
    expect(srp.ChallengeName).toBe("PASSWORD_VERIFIER");
  });

  test("EMAIL_OTP where the pool allows it", async () => {
    const other = await cloud.pool({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
    });
    const { id } = await cloud.client(other);
    const { email } = await cloud.user(other);
    const started = await start(id, { USERNAME: email, PREFERRED_CHALLENGE: "EMAIL_OTP" });
    expect(started.ChallengeName).toBe("EMAIL_OTP");
    const answer = (EMAIL_OTP_CODE: string) =>
      cloud.idp().send(
        new RespondToAuthChallengeCommand({
          ClientId: id,
          ChallengeName: "EMAIL_OTP",
          Session: started.Session,
          ChallengeResponses: { USERNAME: email, EMAIL_OTP_CODE },
        }),
      );
    await expect(answer("nonsense")).rejects.toMatchObject({ name: "CodeMismatchException" });
    expect((await answer(await cloud.code(other, email))).AuthenticationResult).toBeDefined();
  });
});
