import {
  AddCustomAttributesCommand,
  ConfirmDeviceCommand,
  CreateResourceServerCommand,
  CreateUserImportJobCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListTagsForResourceCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
  StartWebAuthnRegistrationCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { cognitoFixture, password } from "./fixture.ts";

const cloud = cognitoFixture();
let pool: string;
const invalid = { name: "InvalidParameterException" };

beforeAll(async () => {
  pool = await cloud.pool();
});

describe("pools", () => {
  test("deletion protection holds until it is taken away", async () => {
    const UserPoolId = await cloud.pool({ DeletionProtection: "ACTIVE" });
    await expect(cloud.idp().send(new DeleteUserPoolCommand({ UserPoolId }))).rejects.toMatchObject(invalid);
    await cloud.idp().send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: "INACTIVE" }));
    await cloud.idp().send(new DeleteUserPoolCommand({ UserPoolId }));
  });

  test("aliases and sign-in addresses exclude each other", async () => {
    const create = new CreateUserPoolCommand({
      PoolName: "both",
      AliasAttributes: ["email"],
      UsernameAttributes: ["email"],
    });
    await expect(cloud.idp().send(create)).rejects.toMatchObject(invalid);
  });

  test("custom attributes are added once, and never required", async () => {
    const add = (attribute: object) =>
      cloud.idp().send(new AddCustomAttributesCommand({ UserPoolId: pool, CustomAttributes: [attribute] }));
    await add({ Name: "plan", AttributeDataType: "String" });
    await expect(add({ Name: "plan", AttributeDataType: "String" })).rejects.toMatchObject(invalid);
    await expect(add({ Name: "must", AttributeDataType: "String", Required: true })).rejects.toMatchObject(
      invalid,
    );
  });

  test("MFA is configured", async () => {
    const UserPoolId = await cloud.pool();
    const SoftwareTokenMfaConfiguration = { Enabled: true };
    await cloud.idp().send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId,
        MfaConfiguration: "OPTIONAL",
        SoftwareTokenMfaConfiguration,
      }),
    );
    expect(await cloud.idp().send(new GetUserPoolMfaConfigCommand({ UserPoolId }))).toMatchObject({
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration,
    });
  });

  test("tags come and go", async () => {
    const { UserPool } = await cloud.idp().send(new DescribeUserPoolCommand({ UserPoolId: pool }));
    const ResourceArn = UserPool?.Arn ?? "";
    await cloud.idp().send(new TagResourceCommand({ ResourceArn, Tags: { a: "1", b: "2" } }));
    await cloud.idp().send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    expect((await cloud.idp().send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual({
      b: "2",
    });
  });
});

describe("what is not here", () => {
  const missing = (what: string) => ({
    name: "NotSupportedByLocalCloud",
    message: expect.stringContaining(what),
  });

  test.each([
    [
      "imports",
      new CreateUserImportJobCommand({ JobName: "x", UserPoolId: "x", CloudWatchLogsRoleArn: "x" }),
    ],
    ["domains", new CreateUserPoolDomainCommand({ Domain: "x", UserPoolId: "x" })],
    ["resource servers", new CreateResourceServerCommand({ Identifier: "x", Name: "x", UserPoolId: "x" })],
    ["remembered devices", new ConfirmDeviceCommand({ AccessToken: "x", DeviceKey: "x" })],
    ["passkeys", new StartWebAuthnRegistrationCommand({ AccessToken: "x" })],
  ])("%s: refused by the name of the operation", async (_what, command) => {
    const operation = command.constructor.name.replace(/Command$/, "");
    await expect(cloud.idp().send(command as never)).rejects.toMatchObject(missing(operation));
  });

  test.each([
    ["DeviceConfiguration", { DeviceConfiguration: { ChallengeRequiredOnNewDevice: true } }],
    [
      "CONFIRM_WITH_LINK",
      { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" as const } },
    ],
    ["WEB_AUTHN", { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["WEB_AUTHN" as const] } } }],
  ])("a pool with %s is refused, rather than made without", async (what, more) => {
    await expect(cloud.pool(more)).rejects.toMatchObject(missing(what));
  });

  test("an account is recovered by users or by administrators", async () => {
    const RecoveryMechanisms = [
      { Name: "admin_only" as const, Priority: 1 },
      { Name: "verified_email" as const, Priority: 2 },
    ];
    await expect(cloud.pool({ AccountRecoverySetting: { RecoveryMechanisms } })).rejects.toMatchObject(
      invalid,
    );
  });
});

describe("clients", () => {
  test.each([
    [
      "a token that lives too short",
      { AccessTokenValidity: 1, TokenValidityUnits: { AccessToken: "minutes" as const } },
    ],
    ["attributes that are not in the schema", { ReadAttributes: ["custom:nothing"] }],
    ["write access to the flag of a verified address", { WriteAttributes: ["email_verified"] }],
    [
      "rotation beside the old refresh",
      {
        RefreshTokenRotation: { Feature: "ENABLED" as const },
        ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH" as const],
      },
    ],
  ])("%s is refused", async (_what, more) => {
    await expect(cloud.client(pool, more)).rejects.toMatchObject(invalid);
  });

  test("OAuth settings are kept, if they are whole", async () => {
    const AllowedOAuthFlowsUserPoolClient = true;
    await expect(cloud.client(pool, { AllowedOAuthFlowsUserPoolClient })).rejects.toMatchObject({
      ...invalid,
      message:
        "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    });
    const whole = {
      AllowedOAuthFlowsUserPoolClient,
      AllowedOAuthFlows: ["code" as const],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: ["https://app.example/callback"],
    };
    const { id: ClientId } = await cloud.client(pool, whole);
    const { UserPoolClient } = await cloud
      .idp()
      .send(new DescribeUserPoolClientCommand({ UserPoolId: pool, ClientId }));
    expect(UserPoolClient).toMatchObject(whole);
  });

  test("one that does not exist is named", async () => {
    const nothing = new SignUpCommand({ ClientId: "nothing", Username: "a@example.com", Password: password });
    await expect(cloud.idp().send(nothing)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("browsers", () => {
  const call = (origin: string, method: string, headers: Record<string, string>) =>
    fetch(`${cloud.settings.endpoint}/`, {
      method,
      headers: { origin, ...headers },
      ...(method === "POST" && { body: "{}" }),
    });
  const preflight = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type,x-amz-target",
  };

  test("pages of this machine may call, and read errors too", async () => {
    const page = "http://localhost:5173";
    expect((await call(page, "OPTIONS", preflight)).headers.get("access-control-allow-origin")).toBe(page);
    const answer = await call(page, "POST", {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService.GetUser",
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("access-control-allow-origin")).toBe(page);
  });

  test("pages of other sites may not", async () => {
    const answer = await call("https://evil.example", "OPTIONS", preflight);
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  });
});
