import {
  AdminDisableUserCommand,
  type AuthFactorType,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { cognitoFixture, password } from "./fixture.ts";

const cloud = cognitoFixture();
const nobody = "nobody@example.com";
let pool: string;
let hiding: string;
let telling: string;

beforeAll(async () => {
  const AllowedFirstAuthFactors: AuthFactorType[] = ["PASSWORD", "EMAIL_OTP"];
  pool = await cloud.pool({ Policies: { SignInPolicy: { AllowedFirstAuthFactors } } });
  hiding = (await cloud.client(pool)).id;
  telling = (await cloud.client(pool, { PreventUserExistenceErrors: "LEGACY" })).id;
});

const forgot = (ClientId: string, Username: string) =>
  cloud.idp().send(new ForgotPasswordCommand({ ClientId, Username }));
const confirm = (ClientId: string, Username: string) =>
  cloud.idp().send(
    new ConfirmForgotPasswordCommand({
      ClientId,
      Username,
      ConfirmationCode: "123456",
      Password: password,
    }),
  );
const choose = (ClientId: string, USERNAME: string) =>
  cloud.idp().send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME, PREFERRED_CHALLENGE: "EMAIL_OTP" },
    }),
  );

describe("a client that hides users", () => {
  test("sends a code nowhere, as it would somewhere", async () => {
    expect((await forgot(hiding, nobody)).CodeDeliveryDetails).toEqual({
      AttributeName: "email",
      DeliveryMedium: "EMAIL",
      Destination: "n***@e***",
    });
    expect(await forgot(hiding, nobody)).toMatchObject({
      CodeDeliveryDetails: (await forgot(hiding, nobody)).CodeDeliveryDetails,
    });
    expect(await cloud.code(pool, nobody)).toBe("");
    const { CodeDeliveryDetails } = await cloud
      .idp()
      .send(new ResendConfirmationCodeCommand({ ClientId: hiding, Username: nobody }));
    expect(CodeDeliveryDetails?.Destination).toBe("n***@e***");
  });

  test("does so for users who are disabled, or whose address is not proved", async () => {
    const { email } = await cloud.user(pool);
    await cloud.idp().send(new AdminDisableUserCommand({ UserPoolId: pool, Username: email }));
    expect((await forgot(hiding, email)).CodeDeliveryDetails?.Destination).toBe("a***@e***");
    const unproved = `ada-${Date.now()}@example.com`;
    await cloud.idp().send(new SignUpCommand({ ClientId: hiding, Username: unproved, Password: password }));
    const confirmation = await cloud.code(pool, unproved);
    expect((await forgot(hiding, unproved)).CodeDeliveryDetails?.Destination).toBe("a***@e***");
    expect(await cloud.code(pool, unproved)).toBe(confirmation);
    expect(await cloud.code(pool, email)).toBe("");
  });

  test("takes no code from them", async () => {
    await expect(confirm(hiding, nobody)).rejects.toMatchObject({ name: "CodeMismatchException" });
    const { email } = await cloud.user(pool);
    await forgot(hiding, email);
    await expect(confirm(hiding, email)).rejects.toMatchObject({ name: "CodeMismatchException" });
  });

  test("asks nobody for a code by e-mail, too", async () => {
    const { email } = await cloud.user(pool);
    const shapes = [];
    for (const name of [email, nobody]) {
      const { ChallengeName, ChallengeParameters, Session } = await choose(hiding, name);
      const answer = new RespondToAuthChallengeCommand({
        ClientId: hiding,
        ChallengeName: "EMAIL_OTP",
        Session,
        ChallengeResponses: { USERNAME: name, EMAIL_OTP_CODE: "00000000" },
      });
      const error = await cloud
        .idp()
        .send(answer)
        .catch(({ name: code }: Error) => code);
      shapes.push([ChallengeName, Object.keys(ChallengeParameters ?? {}).toSorted(), error]);
    }
    expect(shapes[0]).toEqual(shapes[1]);
  });
});

describe("a client that tells", () => {
  const unknown = { name: "UserNotFoundException" };
  test("names users who do not exist", async () => {
    await expect(forgot(telling, nobody)).rejects.toMatchObject(unknown);
    await expect(confirm(telling, nobody)).rejects.toMatchObject(unknown);
    await expect(choose(telling, nobody)).rejects.toMatchObject(unknown);
    await expect(cloud.signIn(telling, nobody)).rejects.toMatchObject(unknown);
    const confirmation = { ClientId: telling, Username: nobody, ConfirmationCode: "123456" };
    await expect(cloud.idp().send(new ConfirmSignUpCommand(confirmation))).rejects.toMatchObject(unknown);
  });

  test("is what clients are that nobody asked to hide", async () => {
    const { id } = await cloud.client(pool, { PreventUserExistenceErrors: undefined });
    await expect(cloud.signIn(id, nobody)).rejects.toMatchObject(unknown);
  });
});
