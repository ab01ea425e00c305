import { AdminSetUserPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { cognitoFixture, password } from "./fixture.ts";

/** Raise with `PROPERTY_RUNS=20000` for a long search. */
const numRuns = Number(process.env["PROPERTY_RUNS"] ?? 200);
const cloud = cognitoFixture();
let ClientId: string;
let UserPoolId: string;
let email: string;
let tokens: Awaited<ReturnType<typeof cloud.signIn>>;
/** Somebody whose name and tokens never come up. */
let bystander: typeof tokens;

beforeAll(async () => {
  UserPoolId = await cloud.pool({
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
  });
  ClientId = (await cloud.client(UserPoolId)).id;
  email = (await cloud.user(UserPoolId)).email;
  tokens = await cloud.signIn(ClientId, email);
  bystander = await cloud.signIn(ClientId, (await cloud.user(UserPoolId)).email);
});

async function call(target: string, body: string) {
  const response = await fetch(cloud.settings.endpoint ?? "", {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body,
  });
  return { status: response.status, text: await response.text() };
}

/** Lets the user in again after wrong guesses, so that the next one is looked at. */
const unlock = () =>
  cloud
    .idp()
    .send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: email, Password: password, Permanent: true }),
    );

/** Texts that programs trip over, beside those that mean something here. */
const text = () =>
  fc.oneof(
    fc.constantFrom(
      "",
      "__proto__",
      "constructor",
      "toString",
      "%00",
      "\u0000",
      "../..",
      "' OR 1=1 --",
      "\ud800",
      "0",
      "00".repeat(384),
      "f".repeat(5000),
      "EMAIL_OTP",
      "PASSWORD",
      "000000",
      password,
    ),
    fc.constant(null).map(() => email),
    fc.constant(null).map(() => ClientId),
    fc.constant(null).map(() => tokens.AccessToken ?? ""),
    fc.constant(null).map(() => tokens.RefreshToken ?? ""),
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.stringMatching(/^[0-9a-f]{1,64}$/),
  );
const map = (keys: readonly string[]) =>
  fc.dictionary(fc.oneof(fc.constantFrom(...keys), text()), text(), { maxKeys: 6 });
const flows =
  "USER_SRP_AUTH USER_PASSWORD_AUTH USER_AUTH CUSTOM_AUTH REFRESH_TOKEN_AUTH ADMIN_NO_SRP_AUTH".split(" ");
const challenges =
  "PASSWORD_VERIFIER PASSWORD SELECT_CHALLENGE EMAIL_OTP SMS_OTP SMS_MFA SOFTWARE_TOKEN_MFA MFA_SETUP NEW_PASSWORD_REQUIRED CUSTOM_CHALLENGE SELECT_MFA_TYPE".split(
    " ",
  );
const parameters =
  "USERNAME PASSWORD SRP_A SECRET_HASH REFRESH_TOKEN PREFERRED_CHALLENGE CHALLENGE_NAME DEVICE_KEY ANSWER NEW_PASSWORD EMAIL_OTP_CODE PASSWORD_CLAIM_SIGNATURE PASSWORD_CLAIM_SECRET_BLOCK TIMESTAMP userAttributes.name".split(
    " ",
  );

function isSafe({ status, text: body }: { status: number; text: string }, sent: string): void {
  expect(status, `${sent} -> ${body}`).toBeLessThan(500);
  expect(body, sent).not.toContain("InternalFailure");
}

describe("whatever comes over the wire", () => {
  test("a sign-in without the right proof gives no tokens, and no failure of the cloud's", async () => {
    const known = () => fc.constant(null).map(() => ClientId);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...flows),
        fc.oneof({ weight: 5, arbitrary: known() }, { weight: 1, arbitrary: text() }),
        map(parameters),
        async (AuthFlow, client, AuthParameters) => {
          await unlock();
          const right =
            AuthParameters["PASSWORD"] === password ||
            AuthParameters["REFRESH_TOKEN"] === tokens.RefreshToken;
          const sent = JSON.stringify({ AuthFlow, ClientId: client, AuthParameters });
          const answer = await call("AWSCognitoIdentityProviderService.InitiateAuth", sent);
          isSafe(answer, sent);
          if (!right) expect(answer.text, sent).not.toContain("AccessToken");
        },
      ),
      { numRuns },
    );
  });

  test("answers to challenges that were put are right or refused", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("PASSWORD", "EMAIL_OTP", ""),
        fc.constantFrom(...challenges),
        map(parameters),
        async (preferred, ChallengeName, answers) => {
          await unlock();
          const started = await call(
            "AWSCognitoIdentityProviderService.InitiateAuth",
            JSON.stringify({
              ClientId,
              AuthFlow: "USER_AUTH",
              AuthParameters: { USERNAME: email, ...(preferred && { PREFERRED_CHALLENGE: preferred }) },
            }),
          );
          const { Session } = JSON.parse(started.text) as { Session: string };
          const ChallengeResponses = { USERNAME: email, ...answers };
          const sent = JSON.stringify({ ClientId, ChallengeName, Session, ChallengeResponses });
          const answer = await call("AWSCognitoIdentityProviderService.RespondToAuthChallenge", sent);
          isSafe(answer, sent);
          if (answers["PASSWORD"] !== password) expect(answer.text, sent).not.toContain("AccessToken");
        },
      ),
      { numRuns },
    );
  });

  test("every operation that nobody signs refuses what it does not know", async () => {
    const operations =
      "SignUp ConfirmSignUp ResendConfirmationCode ForgotPassword ConfirmForgotPassword ChangePassword GetUser UpdateUserAttributes DeleteUserAttributes VerifyUserAttribute GetUserAttributeVerificationCode AssociateSoftwareToken VerifySoftwareToken SetUserMFAPreference RevokeToken GetTokensFromRefreshToken GetUserAuthFactors".split(
        " ",
      );
    const members =
      "ClientId Username Password AccessToken PreviousPassword ProposedPassword ConfirmationCode Session UserCode Token RefreshToken AttributeName Code SecretHash".split(
        " ",
      );
    const attributes = fc.array(
      fc.record({
        Name: fc.oneof(fc.constantFrom("email", "sub", "custom:x", "phone_number"), text()),
        Value: text(),
      }),
      { maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operations),
        map(members),
        attributes,
        async (operation, given, list) => {
          const sent = JSON.stringify({
            ClientId,
            ...given,
            UserAttributes: list,
            UserAttributeNames: list.map(({ Name }) => Name),
          });
          isSafe(await call(`AWSCognitoIdentityProviderService.${operation}`, sent), `${operation} ${sent}`);
        },
      ),
      { numRuns },
    );
    // Nothing of it has reached somebody else.
    const { AccessToken } = bystander;
    const other = await call("AWSCognitoIdentityProviderService.GetUser", JSON.stringify({ AccessToken }));
    expect(other.status, other.text).toBe(200);
  });

  test("identity pools give nothing for tokens that are none", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("GetId", "GetCredentialsForIdentity", "GetOpenIdToken", "UnlinkIdentity"),
        map(["IdentityPoolId", "IdentityId", "CustomRoleArn"]),
        map([`cognito-idp.eu-west-1.amazonaws.com/${"x".repeat(5)}`]),
        async (operation, given, Logins) => {
          const sent = JSON.stringify({
            IdentityPoolId: "eu-west-1:x",
            IdentityId: "eu-west-1:x",
            ...given,
            Logins,
            LoginsToRemove: Object.keys(Logins),
          });
          const answer = await call(`AWSCognitoIdentityService.${operation}`, sent);
          isSafe(answer, `${operation} ${sent}`);
          expect(answer.status, sent).toBe(400);
        },
      ),
      { numRuns },
    );
  });
});
