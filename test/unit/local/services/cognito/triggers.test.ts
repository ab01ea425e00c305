import type {
  CreateUserPoolClientResponse,
  CreateUserPoolResponse,
  InitiateAuthResponse,
  SignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { aloneCognito } from "./fixture.ts";

const Password = "Correct-Horse-7";
let cloud: ReturnType<typeof aloneCognito>;
let ClientId: string;
let UserPoolId: string;

async function poolWith(LambdaConfig: object): Promise<void> {
  const { UserPool } = await cloud.send<CreateUserPoolResponse>("CreateUserPool", {
    PoolName: "triggers",
    UsernameAttributes: ["email"],
    AutoVerifiedAttributes: ["email"],
    LambdaConfig,
  });
  UserPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await cloud.send<CreateUserPoolClientResponse>("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "triggers",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  ClientId = UserPoolClient?.ClientId ?? "";
}

const signUp = (Username = "ada@example.com") =>
  cloud.send<SignUpResponse>("SignUp", { ClientId, Username, Password, ClientMetadata: { from: "test" } });
const signIn = (USERNAME = "ada@example.com") =>
  cloud.send<InitiateAuthResponse>("InitiateAuth", {
    ClientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME, PASSWORD: Password },
  });
const claims = (token = "") =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;

beforeEach(() => {
  cloud = aloneCognito();
  cloud.functions["confirm"] = (event) => ({
    ...event,
    response: { autoConfirmUser: true, autoVerifyEmail: true },
  });
});

describe("sign-up triggers", () => {
  test("pre sign-up confirms, post confirmation follows, as the pool's service principal", async () => {
    await poolWith({ PreSignUp: "confirm", PostConfirmation: "after" });
    expect(await signUp()).toMatchObject({ UserConfirmed: true });
    expect(cloud.events.map(({ triggerSource }) => triggerSource)).toEqual([
      "PreSignUp_SignUp",
      "PostConfirmation_ConfirmSignUp",
    ]);
    expect(cloud.events[0]).toMatchObject({
      version: "1",
      region: "eu-west-1",
      userPoolId: UserPoolId,
      callerContext: { clientId: ClientId },
      request: { userAttributes: { email: "ada@example.com" }, clientMetadata: { from: "test" } },
    });
    expect(cloud.callers[0]).toMatchObject({
      kind: "service",
      servicePrincipal: "cognito-idp.amazonaws.com",
      arn: `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${UserPoolId}`,
    });
  });

  test("an error's text reaches the client", async () => {
    await poolWith({ PreSignUp: "refuse" });
    cloud.functions["refuse"] = () => {
      throw new Error("only our domain");
    };
    await expect(signUp()).rejects.toMatchObject({
      code: "UserLambdaValidationException",
      message: "PreSignUp failed with error only our domain.",
    });
  });

  test("a function that returns nonsense is told", async () => {
    await poolWith({ PreSignUp: "nonsense" });
    cloud.functions["nonsense"] = () => ({});
    await expect(signUp()).rejects.toMatchObject({ code: "InvalidLambdaResponseException" });
  });

  test("a function that does not answer in five seconds is asked three times", async () => {
    await poolWith({ PreSignUp: "sleeps" });
    cloud.functions["sleeps"] = () => new Promise(() => {});
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const outcome = signUp().catch((error: unknown) => error);
      for (let attempt = 1; attempt <= 3; attempt++) {
        await vi.waitFor(() => expect(cloud.events).toHaveLength(attempt));
        await vi.advanceTimersByTimeAsync(5000);
      }
      expect(await outcome).toMatchObject({
        code: "UnexpectedLambdaException",
        message: "PreSignUp invocation failed due to error TimeoutException.",
      });
      expect(cloud.events).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  test("custom messages are sent with the code in them", async () => {
    await poolWith({ CustomMessage: "words" });
    cloud.functions["words"] = (event) => ({
      ...event,
      response: { emailSubject: "Hello", emailMessage: `Use ${event.request["codeParameter"]} now` },
    });
    await signUp();
    const { Messages } = await cloud.send<{ Messages: object[] }>("ListSentMessages", { UserPoolId });
    expect(Messages[0]).toMatchObject({ subject: "Hello", body: expect.stringMatching(/^Use \d{6} now$/) });
  });
});

describe("pre token generation", () => {
  test("V2_0 changes both tokens, with lists and objects; fixed claims stay", async () => {
    await poolWith({
      PreSignUp: "confirm",
      PreTokenGenerationConfig: { LambdaArn: "claims", LambdaVersion: "V2_0" },
    });
    cloud.functions["claims"] = (event) => ({
      ...event,
      response: {
        claimsAndScopeOverrideDetails: {
          idTokenGeneration: { claimsToAddOrOverride: { tenant_id: "t1", roles: ["member"], sub: "x" } },
          accessTokenGeneration: {
            claimsToAddOrOverride: { tenant_id: "t1", roles: ["member"] },
            scopesToAdd: ["extra"],
          },
        },
      },
    });
    await signUp();
    const { AuthenticationResult } = await signIn();
    const event = cloud.events.at(-1);
    expect(event).toMatchObject({ version: "2", triggerSource: "TokenGeneration_Authentication" });
    const [id, access] = [claims(AuthenticationResult?.IdToken), claims(AuthenticationResult?.AccessToken)];
    expect(id).toMatchObject({ tenant_id: "t1", roles: ["member"] });
    expect(id["sub"]).not.toBe("x");
    expect(access).toMatchObject({ tenant_id: "t1", scope: "aws.cognito.signin.user.admin extra" });
    await cloud.send("GetTokensFromRefreshToken", {
      ClientId,
      RefreshToken: AuthenticationResult?.RefreshToken,
      ClientMetadata: { tenantId: "t2" },
    });
    expect(cloud.events.at(-1)).toMatchObject({
      triggerSource: "TokenGeneration_RefreshTokens",
      request: { clientMetadata: { tenantId: "t2" } },
    });
  });

  test("V1_0 changes the ID token only", async () => {
    await poolWith({ PreSignUp: "confirm", PreTokenGeneration: "claims" });
    cloud.functions["claims"] = (event) => ({
      ...event,
      response: { claimsOverrideDetails: { claimsToAddOrOverride: { a: "b" }, claimsToSuppress: ["email"] } },
    });
    await signUp();
    const { AuthenticationResult } = await signIn();
    expect(claims(AuthenticationResult?.IdToken)).toMatchObject({ a: "b" });
    expect(claims(AuthenticationResult?.IdToken)["email"]).toBeUndefined();
    expect(claims(AuthenticationResult?.AccessToken)["a"]).toBeUndefined();
  });
});

describe("sign-in triggers", () => {
  test("pre and post authentication are asked in order, and can refuse", async () => {
    await poolWith({ PreSignUp: "confirm", PreAuthentication: "before", PostAuthentication: "after" });
    await signUp();
    cloud.events.length = 0;
    await signIn();
    expect(cloud.events.map(({ triggerSource }) => triggerSource)).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
    ]);
    cloud.functions["before"] = () => {
      throw new Error("not today");
    };
    await expect(signIn()).rejects.toMatchObject({
      message: "PreAuthentication failed with error not today.",
    });
  });

  test("custom challenges: define, create, verify, tokens", async () => {
    await poolWith({
      PreSignUp: "confirm",
      DefineAuthChallenge: "define",
      CreateAuthChallenge: "create",
      VerifyAuthChallengeResponse: "verify",
    });
    cloud.functions["define"] = (event) => {
      const session = event.request["session"] as { challengeResult: boolean }[];
      const passed = session.at(-1)?.challengeResult === true;
      return {
        ...event,
        response: {
          challengeName: "CUSTOM_CHALLENGE",
          issueTokens: passed,
          failAuthentication: !passed && session.length > 1,
        },
      };
    };
    cloud.functions["create"] = (event) => ({
      ...event,
      response: { publicChallengeParameters: { hint: "h" }, privateChallengeParameters: { answer: "42" } },
    });
    cloud.functions["verify"] = (event) => ({
      ...event,
      response: {
        answerCorrect:
          (event.request["privateChallengeParameters"] as { answer: string }).answer ===
          event.request["challengeAnswer"],
      },
    });
    await signUp();
    const start = () =>
      cloud.send<InitiateAuthResponse>("InitiateAuth", {
        ClientId,
        AuthFlow: "CUSTOM_AUTH",
        AuthParameters: { USERNAME: "ada@example.com" },
      });
    const answer = (Session: string | undefined, ANSWER: string) =>
      cloud.send<InitiateAuthResponse>("RespondToAuthChallenge", {
        ClientId,
        ChallengeName: "CUSTOM_CHALLENGE",
        Session,
        ChallengeResponses: { USERNAME: "ada@example.com", ANSWER },
      });
    const first = await start();
    expect(first).toMatchObject({ ChallengeName: "CUSTOM_CHALLENGE", ChallengeParameters: { hint: "h" } });
    const second = await answer(first.Session, "41");
    expect(second.ChallengeName).toBe("CUSTOM_CHALLENGE");
    expect((await answer(second.Session, "42")).AuthenticationResult?.AccessToken).toBeDefined();
    const again = await answer((await start()).Session, "1");
    await expect(answer(again.Session, "2")).rejects.toMatchObject({ code: "NotAuthorizedException" });
  });

  test("user migration takes somebody over at their first sign-in", async () => {
    await poolWith({ UserMigration: "old" });
    cloud.functions["old"] = (event) => ({
      ...event,
      response: {
        userAttributes: { email: "ada@example.com", email_verified: "true" },
        finalUserStatus: "CONFIRMED",
      },
    });
    expect((await signIn()).AuthenticationResult?.IdToken).toBeDefined();
    expect((await signIn()).AuthenticationResult?.IdToken).toBeDefined();
    expect(cloud.events).toHaveLength(1);
  });
});
