import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type AuthFactorType,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allow, policy } from "../../support/cloud/function-code.ts";
import { cognitoFixture, password } from "./fixture.ts";

const cloud = cognitoFixture();
const ExternalId = "conformance";
const roles: string[] = [];
let iam: IAMClient;
let SmsConfiguration: { SnsCallerArn: string; ExternalId: string };
let numbers = 0;

/** Numbers that are nobody's: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama */
const number = () =>
  `+4477009${String(Date.now() % 1000).padStart(3, "0")}${String(numbers++).padStart(2, "0")}`;

beforeAll(async () => {
  iam = new IAMClient(cloud.settings);
  SmsConfiguration = { SnsCallerArn: await role(ExternalId, "sns:Publish"), ExternalId };
});

afterAll(async () => {
  for (const RoleName of roles) {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "access" }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
  }
});

async function role(externalId: string, action: string): Promise<string> {
  const RoleName = `sms-${Math.random().toString(36).slice(2)}`;
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policy({
        Effect: "Allow",
        Principal: { Service: "cognito-idp.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: "access", PolicyDocument: policy(allow(action)) }),
  );
  roles.push(RoleName);
  return Role?.Arn ?? "";
}

/** A pool whose users sign in with a telephone number, and its client. */
async function pool(more: Parameters<typeof cloud.pool>[0] = {}) {
  const UserPoolId = await cloud.pool({
    UsernameAttributes: ["phone_number"],
    AutoVerifiedAttributes: ["phone_number"],
    SmsConfiguration,
    ...more,
  });
  return { UserPoolId, ClientId: (await cloud.client(UserPoolId)).id };
}

/** A confirmed user with both addresses proved. */
async function user(UserPoolId: string, more: readonly { Name: string; Value: string }[] = []) {
  const phone = number();
  await cloud.idp().send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: phone,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "phone_number", Value: phone },
        { Name: "phone_number_verified", Value: "true" },
        ...more,
      ],
    }),
  );
  await cloud
    .idp()
    .send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: phone, Password: password, Permanent: true }),
    );
  return phone;
}

async function attributesOf(UserPoolId: string, Username: string) {
  const { UserAttributes } = await cloud.idp().send(new AdminGetUserCommand({ UserPoolId, Username }));
  return Object.fromEntries((UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
}

describe("codes by text message", () => {
  test("confirm a sign-up, and land in the outbox", async () => {
    const { UserPoolId, ClientId } = await pool();
    const Username = number();
    const { CodeDeliveryDetails } = await cloud
      .idp()
      .send(new SignUpCommand({ ClientId, Username, Password: password }));
    expect(CodeDeliveryDetails).toEqual({
      AttributeName: "phone_number",
      DeliveryMedium: "SMS",
      Destination: `+********${Username.slice(-4)}`,
    });
    const response = await fetch(
      `${cloud.settings.endpoint}/_plinth/outbox?to=${encodeURIComponent(Username)}`,
    );
    const { messages } = (await response.json()) as { messages: { channel: string; text: string }[] };
    expect(messages[0]).toMatchObject({ channel: "sms", text: expect.stringMatching(/code is \d{6}/) });
    const ConfirmationCode = /\d{6}/.exec(messages[0]?.text ?? "")?.[0] ?? "";
    await cloud.idp().send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
    expect((await attributesOf(UserPoolId, Username))["phone_number_verified"]).toBe("true");
    expect((await cloud.signIn(ClientId, Username)).AccessToken).toBeDefined();
  });

  test("invite whom an administrator makes, in the pool's words", async () => {
    const { UserPoolId, ClientId } = await pool({
      AdminCreateUserConfig: {
        InviteMessageTemplate: { SMSMessage: "Hello {username}, your word is {####}." },
      },
    });
    const Username = number();
    await cloud.idp().send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username,
        DesiredDeliveryMediums: ["SMS"],
        UserAttributes: [{ Name: "phone_number", Value: Username }],
      }),
    );
    const { challenge } = await cloud.signIn(ClientId, Username, await cloud.code(UserPoolId, Username));
    expect(challenge.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  });

  test("prove another number", async () => {
    const { UserPoolId, ClientId } = await pool();
    const { AccessToken } = await cloud.signIn(ClientId, await user(UserPoolId));
    const other = number();
    const UserAttributes = [{ Name: "phone_number", Value: other }];
    const { CodeDeliveryDetailsList } = await cloud
      .idp()
      .send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
    expect(CodeDeliveryDetailsList?.[0]).toMatchObject({ DeliveryMedium: "SMS" });
    const of = { AccessToken, AttributeName: "phone_number" };
    await cloud
      .idp()
      .send(new VerifyUserAttributeCommand({ ...of, Code: await cloud.code(UserPoolId, other) }));
    expect(await attributesOf(UserPoolId, other)).toMatchObject({
      phone_number: other,
      phone_number_verified: "true",
    });
    const again = await cloud.idp().send(new GetUserAttributeVerificationCodeCommand(of));
    expect(again.CodeDeliveryDetails).toMatchObject({ AttributeName: "phone_number", DeliveryMedium: "SMS" });
  });

  test.each([
    ["trusts somebody else", "another", "sns:Publish", "InvalidSmsRoleTrustRelationshipException"],
    ["may not publish", ExternalId, "sqs:SendMessage", "InvalidSmsRoleAccessPolicyException"],
  ])("are not sent in a role that %s", async (_what, trusted, action, name) => {
    const SnsCallerArn = await role(trusted, action);
    const { ClientId } = await pool({ SmsConfiguration: { SnsCallerArn, ExternalId } });
    await expect(
      cloud.idp().send(new SignUpCommand({ ClientId, Username: number(), Password: password })),
    ).rejects.toMatchObject({ name });
  });
});

describe("SMS_MFA", () => {
  async function withMfa(MfaConfiguration: "ON" | "OPTIONAL") {
    const made = await pool();
    await cloud.idp().send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId: made.UserPoolId,
        MfaConfiguration,
        SmsMfaConfiguration: { SmsConfiguration, SmsAuthenticationMessage: "Enter {####}." },
      }),
    );
    return made;
  }
  const respond = (
    ClientId: string,
    Session: string | undefined,
    ChallengeName: "SMS_MFA" | "SMS_OTP",
    more: Record<string, string>,
  ) =>
    cloud
      .idp()
      .send(
        new RespondToAuthChallengeCommand({ ClientId, Session, ChallengeName, ChallengeResponses: more }),
      );

  test("is asked of everybody with a number where the pool requires it", async () => {
    const { UserPoolId, ClientId } = await withMfa("ON");
    const USERNAME = await user(UserPoolId);
    const { challenge } = await cloud.signIn(ClientId, USERNAME);
    expect(challenge).toMatchObject({
      ChallengeName: "SMS_MFA",
      ChallengeParameters: {
        CODE_DELIVERY_DELIVERY_MEDIUM: "SMS",
        CODE_DELIVERY_DESTINATION: `+********${USERNAME.slice(-4)}`,
      },
    });
    const answer = (SMS_MFA_CODE: string) =>
      respond(ClientId, challenge.Session, "SMS_MFA", { USERNAME, SMS_MFA_CODE });
    await expect(answer("nonsense")).rejects.toMatchObject({ name: "CodeMismatchException" });
    const { AuthenticationResult } = await answer(await cloud.code(UserPoolId, USERNAME));
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("is a user's choice where it is optional", async () => {
    const { UserPoolId, ClientId } = await withMfa("OPTIONAL");
    const USERNAME = await user(UserPoolId);
    const { AccessToken } = await cloud.signIn(ClientId, USERNAME);
    await cloud.idp().send(
      new SetUserMFAPreferenceCommand({
        AccessToken,
        SMSMfaSettings: { Enabled: true, PreferredMfa: true },
      }),
    );
    expect(await cloud.idp().send(new AdminGetUserCommand({ UserPoolId, Username: USERNAME }))).toMatchObject(
      { PreferredMfaSetting: "SMS_MFA", UserMFASettingList: ["SMS_MFA"] },
    );
    expect((await cloud.signIn(ClientId, USERNAME)).challenge.ChallengeName).toBe("SMS_MFA");
  });

  test("SMS_OTP stands for a password", async () => {
    const AllowedFirstAuthFactors: AuthFactorType[] = ["PASSWORD", "SMS_OTP"];
    const { UserPoolId, ClientId } = await pool({ Policies: { SignInPolicy: { AllowedFirstAuthFactors } } });
    const USERNAME = await user(UserPoolId);
    const started = await cloud.idp().send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "USER_AUTH",
        AuthParameters: { USERNAME, PREFERRED_CHALLENGE: "SMS_OTP" },
      }),
    );
    expect(started.ChallengeName).toBe("SMS_OTP");
    const { AuthenticationResult } = await respond(ClientId, started.Session, "SMS_OTP", {
      USERNAME,
      SMS_OTP_CODE: await cloud.code(UserPoolId, USERNAME),
    });
    expect(AuthenticationResult?.AccessToken).toBeDefined();
  });
});

describe("a forgotten password", () => {
  const both = (address: string) => [
    { Name: "email", Value: address },
    { Name: "email_verified", Value: "true" },
  ];
  const address = () => `ada-${Math.random().toString(36).slice(2)}@example.com`;

  test.each([
    ["the telephone first, without a setting", undefined, "SMS"],
    [
      "what has the lowest number",
      [
        { Name: "verified_phone_number" as const, Priority: 2 },
        { Name: "verified_email" as const, Priority: 1 },
      ],
      "EMAIL",
    ],
    [
      "the telephone, if the setting says so",
      [{ Name: "verified_phone_number" as const, Priority: 1 }],
      "SMS",
    ],
  ])("is recovered by %s", async (_how, RecoveryMechanisms, medium) => {
    const { UserPoolId, ClientId } = await pool(
      RecoveryMechanisms && { AccountRecoverySetting: { RecoveryMechanisms } },
    );
    const email = address();
    const Username = await user(UserPoolId, both(email));
    const { CodeDeliveryDetails } = await cloud.idp().send(new ForgotPasswordCommand({ ClientId, Username }));
    expect(CodeDeliveryDetails?.DeliveryMedium).toBe(medium);
    const ConfirmationCode = await cloud.code(UserPoolId, medium === "SMS" ? Username : email);
    const Password = "Battery-Staple-8";
    await cloud
      .idp()
      .send(new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password }));
    expect((await cloud.signIn(ClientId, Username, Password)).AccessToken).toBeDefined();
  });

  test("is an administrator's affair where the pool says so", async () => {
    const RecoveryMechanisms = [{ Name: "admin_only" as const, Priority: 1 }];
    const { UserPoolId, ClientId } = await pool({ AccountRecoverySetting: { RecoveryMechanisms } });
    const Username = await user(UserPoolId);
    await expect(cloud.idp().send(new ForgotPasswordCommand({ ClientId, Username }))).rejects.toMatchObject({
      name: "NotAuthorizedException",
    });
  });
});
