import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  ConfirmForgotPasswordCommand,
  CreateGroupCommand,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  type LambdaConfigType,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AddPermissionCommand, GetFunctionCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { claimsOf, cognitoFixture, password } from "./fixture.ts";

const cloud = cognitoFixture();
const prefix = `triggers-${Date.now()}`;
let functions: Functions;
let made = 0;
const address = () => `ada-${Math.random().toString(36).slice(2)}@example.com`;

beforeAll(async () => {
  functions = await functionsFor(cloud.settings, prefix, ["logs:*"]);
});
afterAll(() => functions.removeAll());

/** A function with the statements as its body: `event` is what it got, and what it returns. */
async function trigger(body: string, permitted = true): Promise<string> {
  const FunctionName = await functions.create(
    `f${made++}`,
    `export const handler = async (event) => { ${body}; return event; };`,
  );
  if (permitted)
    await functions.lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: "cognito",
        Action: "lambda:InvokeFunction",
        Principal: "cognito-idp.amazonaws.com",
      }),
    );
  const { Configuration } = await functions.lambda.send(new GetFunctionCommand({ FunctionName }));
  return Configuration?.FunctionArn ?? "";
}

async function poolWith(LambdaConfig: LambdaConfigType, flows: readonly string[] = []) {
  const UserPoolId = await cloud.pool({ LambdaConfig });
  const client = await cloud.client(UserPoolId, {
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", ...(flows as never[])],
  });
  return { UserPoolId, ClientId: client.id };
}

const signUp = (ClientId: string, Username: string, more: object = {}) =>
  cloud.idp().send(new SignUpCommand({ ClientId, Username, Password: password, ...more }));

describe("sign-up", () => {
  test("PreSignUp confirms, with an event as AWS sends it", async () => {
    const PreSignUp = await trigger(`
      if (event.userName === undefined) throw new Error(JSON.stringify(event));
      if (!event.request.userAttributes.email.endsWith("@example.com")) throw new Error(JSON.stringify(event));
      event.response.autoConfirmUser = true;
      event.response.autoVerifyEmail = true;`);
    const { UserPoolId, ClientId } = await poolWith({ PreSignUp });
    const Username = address();
    expect((await signUp(ClientId, Username)).UserConfirmed).toBe(true);
    const { UserAttributes } = await cloud.idp().send(new AdminGetUserCommand({ UserPoolId, Username }));
    expect(UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" });
    const error = await signUp(ClientId, "ada@other.example", {
      ClientMetadata: { from: "here" },
      ValidationData: [{ Name: "captcha", Value: "7" }],
    }).catch((problem: Error) => problem);
    expect(error).toMatchObject({ name: "UserLambdaValidationException" });
    const [, sent = "{}"] = /^PreSignUp failed with error (.*)\.$/.exec((error as Error).message) ?? [];
    expect(JSON.parse(sent)).toEqual({
      version: "1",
      region: cloud.settings.region,
      userPoolId: UserPoolId,
      userName: expect.stringMatching(/^[0-9a-f-]{36}$/),
      callerContext: { awsSdkVersion: expect.any(String), clientId: ClientId },
      triggerSource: "PreSignUp_SignUp",
      request: {
        userAttributes: { email: "ada@other.example" },
        validationData: { captcha: "7" },
        clientMetadata: { from: "here" },
      },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    });
  });

  test("what a function throws reaches the user as AWS words it", async () => {
    const PreSignUp = await trigger(`throw new Error("Only members may join")`);
    const { UserPoolId, ClientId } = await poolWith({ PreSignUp });
    const Username = address();
    await expect(signUp(ClientId, Username)).rejects.toMatchObject({
      name: "UserLambdaValidationException",
      message: "PreSignUp failed with error Only members may join.",
    });
    await expect(cloud.idp().send(new AdminGetUserCommand({ UserPoolId, Username }))).rejects.toMatchObject({
      name: "UserNotFoundException",
    });
  });

  test("a function that does not let Cognito in is not run", async () => {
    const PreSignUp = await trigger("", false);
    const { ClientId } = await poolWith({ PreSignUp });
    await expect(signUp(ClientId, address())).rejects.toMatchObject({
      name: "UnexpectedLambdaException",
      message: "PreSignUp invocation failed due to error AccessDeniedException.",
    });
  });

  test("a function that returns nonsense is told", async () => {
    const PreSignUp = await trigger(`event = "nonsense"`);
    const { ClientId } = await poolWith({ PreSignUp });
    await expect(signUp(ClientId, address())).rejects.toMatchObject({
      name: "InvalidLambdaResponseException",
    });
  });

  test("PostConfirmation fails after the fact; CustomMessage writes the e-mail", async () => {
    const CustomMessage = await trigger(`
      event.response.emailSubject = "Welcome, " + event.request.userAttributes.email;
      event.response.emailMessage = "Your word: " + event.request.codeParameter;`);
    const { ClientId } = await poolWith({ CustomMessage });
    const Username = address();
    await signUp(ClientId, Username);
    const response = await fetch(`${cloud.settings.endpoint}/_plinth/outbox?to=${Username}`);
    const { messages } = (await response.json()) as { messages: { subject: string; html: string }[] };
    expect(messages[0]).toMatchObject({
      subject: `Welcome, ${Username}`,
      html: expect.stringMatching(/^Your word: \d{6}$/),
    });
  });
});

describe("sign-in", () => {
  test("PreAuthentication refuses, PostAuthentication too, in their own words", async () => {
    const PreAuthentication = await trigger(`
      if (event.request.validationData?.door === "closed") throw new Error("Closed")`);
    const PostAuthentication = await trigger(`
      if (event.request.clientMetadata?.door === "locked") throw new Error("Locked")`);
    const { UserPoolId, ClientId } = await poolWith({ PreAuthentication, PostAuthentication });
    const { email } = await cloud.user(UserPoolId);
    const start = (door: string) =>
      cloud.idp().send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: email, PASSWORD: password },
          ClientMetadata: { door },
        }),
      );
    await expect(start("closed")).rejects.toMatchObject({
      name: "UserLambdaValidationException",
      message: "PreAuthentication failed with error Closed.",
    });
    expect((await start("open")).AuthenticationResult?.AccessToken).toBeDefined();
    // What comes with the first request of a sign-in is for the triggers before the password.
    expect((await start("locked")).AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("PreTokenGeneration V1_0 overrides groups, roles and claims of the ID token", async () => {
    const PreTokenGeneration = await trigger(`
      event.response = { claimsOverrideDetails: {
        claimsToAddOrOverride: { plan: "gold", sub: "forged" },
        claimsToSuppress: ["email"],
        groupOverrideDetails: {
          groupsToOverride: [...event.request.groupConfiguration.groupsToOverride, "added"],
          iamRolesToOverride: ["arn:aws:iam::123456789012:role/a"],
          preferredRole: "arn:aws:iam::123456789012:role/a",
        },
      } }`);
    const { UserPoolId, ClientId } = await poolWith({ PreTokenGeneration });
    const { email, username } = await cloud.user(UserPoolId);
    const of = { UserPoolId, GroupName: "staff" };
    await cloud.idp().send(new CreateGroupCommand(of));
    await cloud.idp().send(new AdminAddUserToGroupCommand({ ...of, Username: username }));
    const { IdToken, AccessToken } = await cloud.signIn(ClientId, email);
    expect(claimsOf(IdToken)).toMatchObject({
      sub: username,
      plan: "gold",
      "cognito:groups": ["staff", "added"],
      "cognito:roles": ["arn:aws:iam::123456789012:role/a"],
      "cognito:preferred_role": "arn:aws:iam::123456789012:role/a",
    });
    expect(claimsOf(IdToken)["email"]).toBeUndefined();
    expect(claimsOf(AccessToken)["cognito:groups"]).toEqual(["staff", "added"]);
    expect(claimsOf(AccessToken)["plan"]).toBeUndefined();
  });

  test("PreTokenGeneration V2_0 writes both tokens and scopes, and hears what it is asked for", async () => {
    const LambdaArn = await trigger(`
      const tenant = event.request.clientMetadata?.tenantId ?? "first";
      event.response = { claimsAndScopeOverrideDetails: {
        idTokenGeneration: { claimsToAddOrOverride: { tenant_id: tenant, roles: ["admin"], source: event.triggerSource } },
        accessTokenGeneration: {
          claimsToAddOrOverride: { tenant_id: tenant, roles: ["admin"], more: { deep: 1 }, version: event.version },
          scopesToAdd: ["orders/read"], scopesToSuppress: ["aws.cognito.signin.user.admin"],
        },
        groupOverrideDetails: {},
      } }`);
    const { UserPoolId, ClientId } = await poolWith({
      PreTokenGenerationConfig: { LambdaArn, LambdaVersion: "V2_0" },
    });
    const { email } = await cloud.user(UserPoolId);
    const { IdToken, AccessToken } = await cloud.signIn(ClientId, email);
    expect(claimsOf(IdToken)).toMatchObject({
      tenant_id: "first",
      roles: ["admin"],
      source: "TokenGeneration_Authentication",
    });
    expect(claimsOf(AccessToken)).toMatchObject({
      tenant_id: "first",
      roles: ["admin"],
      more: { deep: 1 },
      scope: "orders/read",
    });
    const rotating = await cloud.client(UserPoolId, {
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    const started = await cloud.idp().send(
      new InitiateAuthCommand({
        ClientId: rotating.id,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: email, PASSWORD: password },
        ClientMetadata: { tenantId: "second" },
      }),
    );
    expect(claimsOf(started.AuthenticationResult?.IdToken)["tenant_id"]).toBe("first");
    const { AuthenticationResult } = await cloud.idp().send(
      new GetTokensFromRefreshTokenCommand({
        ClientId: rotating.id,
        RefreshToken: started.AuthenticationResult?.RefreshToken,
        ClientMetadata: { tenantId: "second" },
      }),
    );
    expect(claimsOf(AuthenticationResult?.IdToken)).toMatchObject({
      tenant_id: "second",
      source: "TokenGeneration_RefreshTokens",
    });
  });

  test("UserMigration takes somebody over, who signs in or has forgotten their password", async () => {
    const UserMigration = await trigger(`
      const { password } = event.request;
      if (event.triggerSource === "UserMigration_Authentication" && password !== "${password}") throw new Error("Bad password");
      event.response.userAttributes = { email: event.userName, email_verified: "true", name: "Ada" };
      if (password) event.response.finalUserStatus = "CONFIRMED";
      event.response.messageAction = "SUPPRESS"`);
    const { UserPoolId, ClientId } = await poolWith({ UserMigration });
    const Username = address();
    await expect(cloud.signIn(ClientId, Username, "Wrong-Horse-7")).rejects.toMatchObject({
      name: "UserLambdaValidationException",
    });
    expect(claimsOf((await cloud.signIn(ClientId, Username)).IdToken)["name"]).toBe("Ada");
    const forgetful = address();
    await cloud.idp().send(new ForgotPasswordCommand({ ClientId, Username: forgetful }));
    await cloud.idp().send(
      new ConfirmForgotPasswordCommand({
        ClientId,
        Username: forgetful,
        ConfirmationCode: await cloud.code(UserPoolId, forgetful),
        Password: password,
      }),
    );
    expect((await cloud.signIn(ClientId, forgetful)).AccessToken).toBeDefined();
  });
});

describe("custom challenges", () => {
  async function customPool() {
    const DefineAuthChallenge = await trigger(`
      const { session } = event.request;
      const last = session.at(-1);
      event.response.issueTokens = last?.challengeName === "CUSTOM_CHALLENGE" && last.challengeResult === true;
      event.response.failAuthentication = session.length >= 3 && !event.response.issueTokens;
      if (!event.response.issueTokens) event.response.challengeName = "CUSTOM_CHALLENGE"`);
    const CreateAuthChallenge = await trigger(`
      event.response.publicChallengeParameters = { hint: "attempt " + event.request.session.length, known: String(!event.request.userNotFound) };
      event.response.privateChallengeParameters = { answer: "42" };
      event.response.challengeMetadata = "riddle"`);
    const VerifyAuthChallengeResponse = await trigger(`
      event.response.answerCorrect = event.request.challengeAnswer === event.request.privateChallengeParameters.answer`);
    return await poolWith({ DefineAuthChallenge, CreateAuthChallenge, VerifyAuthChallengeResponse }, [
      "ALLOW_CUSTOM_AUTH",
    ]);
  }
  const start = (ClientId: string, USERNAME: string) =>
    cloud
      .idp()
      .send(new InitiateAuthCommand({ ClientId, AuthFlow: "CUSTOM_AUTH", AuthParameters: { USERNAME } }));
  const answer = (ClientId: string, USERNAME: string, Session: string | undefined, ANSWER: string) =>
    cloud.idp().send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: "CUSTOM_CHALLENGE",
        Session,
        ChallengeResponses: { USERNAME, ANSWER },
      }),
    );

  test("go on until the right answer, or end", async () => {
    const { UserPoolId, ClientId } = await customPool();
    const { email, username } = await cloud.user(UserPoolId);
    const first = await start(ClientId, email);
    expect(first).toMatchObject({
      ChallengeName: "CUSTOM_CHALLENGE",
      ChallengeParameters: { hint: "attempt 0", known: "true", USERNAME: username },
    });
    const second = await answer(ClientId, email, first.Session, "41");
    expect(second.ChallengeParameters).toMatchObject({ hint: "attempt 1" });
    const done = await answer(ClientId, email, second.Session, "42");
    expect(done.AuthenticationResult?.AccessToken).toBeDefined();
    let { Session } = await start(ClientId, email);
    for (let i = 0; i < 2; i++) ({ Session } = await answer(ClientId, email, Session, "no"));
    await expect(answer(ClientId, email, Session, "no")).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "Incorrect username or password.",
    });
  });

  test("are put to nobody as to everybody, and never give them tokens", async () => {
    const { ClientId } = await customPool();
    const name = address();
    const { Session, ChallengeParameters } = await start(ClientId, name);
    expect(ChallengeParameters).toMatchObject({ hint: "attempt 0", known: "false" });
    await expect(answer(ClientId, name, Session, "42")).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
  });
});
