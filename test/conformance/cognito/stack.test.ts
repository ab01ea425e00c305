import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from "@aws-sdk/client-cloudformation";
import {
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { cognitoFixture } from "./fixture.ts";

const cloud = cognitoFixture();

/** As generated projects write it. */
const template = {
  Resources: {
    Pool: {
      Type: "AWS::Cognito::UserPool",
      Properties: {
        UserPoolName: "acme-dev",
        UserPoolTier: "ESSENTIALS",
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
        AutoVerifiedAttributes: ["email"],
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
        MfaConfiguration: "OPTIONAL",
        EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
        Policies: {
          PasswordPolicy: { MinimumLength: 12, RequireLowercase: true, TemporaryPasswordValidityDays: 7 },
          SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
        },
      },
    },
    Client: {
      Type: "AWS::Cognito::UserPoolClient",
      Properties: {
        UserPoolId: { Ref: "Pool" },
        GenerateSecret: false,
        SupportedIdentityProviders: ["COGNITO"],
        ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 },
        EnableTokenRevocation: true,
        PreventUserExistenceErrors: "ENABLED",
        AccessTokenValidity: 60,
        IdTokenValidity: 60,
        RefreshTokenValidity: 30,
        TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
        ReadAttributes: ["email", "email_verified", "name"],
        WriteAttributes: ["email", "name"],
      },
    },
    Group: {
      Type: "AWS::Cognito::UserPoolGroup",
      Properties: { UserPoolId: { Ref: "Pool" }, GroupName: "admins", Precedence: 1 },
    },
  },
  Outputs: {
    Pool: { Value: { Ref: "Pool" } },
    Arn: { Value: { "Fn::GetAtt": ["Pool", "Arn"] } },
    Provider: { Value: { "Fn::GetAtt": ["Pool", "ProviderName"] } },
    Client: { Value: { Ref: "Client" } },
  },
};

test("CloudFormation makes the pool and client of a generated project, and removes them", async () => {
  const cloudFormation = new CloudFormationClient(cloud.settings);
  const StackName = `cognito-conformance-${Date.now()}`;
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }));
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 60, minDelay: 1 }, { StackName });
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
  const outputs = Object.fromEntries(
    (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
  );
  const UserPoolId = outputs["Pool"] ?? "";
  expect(outputs["Provider"]).toBe(`cognito-idp.${cloud.settings.region}.amazonaws.com/${UserPoolId}`);
  const { UserPool } = await cloud.idp().send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(UserPool).toMatchObject({ Arn: outputs["Arn"], Name: "acme-dev", MfaConfiguration: "OPTIONAL" });
  const { UserPoolClient } = await cloud
    .idp()
    .send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: outputs["Client"] }));
  expect(UserPoolClient).toMatchObject({
    RefreshTokenRotation: { Feature: "ENABLED" },
    AccessTokenValidity: 60,
  });
  await cloudFormation.send(new DeleteStackCommand({ StackName }));
  await expect
    .poll(
      () =>
        cloud
          .idp()
          .send(new DescribeUserPoolCommand({ UserPoolId }))
          .catch((e: Error) => e.name),
      {
        timeout: 20_000,
      },
    )
    .toBe("ResourceNotFoundException");
});

test("CloudFormation makes a pool that sends text messages, and its second factors", async () => {
  const client = new CloudFormationClient(cloud.settings);
  const StackName = `cognito-texts-${Date.now()}`;
  const Resources = {
    Sender: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "cognito-idp.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        },
      },
    },
    Pool: {
      Type: "AWS::Cognito::UserPool",
      Properties: {
        MfaConfiguration: "OPTIONAL",
        EnabledMfas: ["SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA"],
        SmsConfiguration: { SnsCallerArn: { "Fn::GetAtt": ["Sender", "Arn"] }, ExternalId: "x" },
        SmsAuthenticationMessage: "Enter {####}.",
        EmailAuthenticationSubject: "Your word",
        EmailAuthenticationMessage: "It is {####}.",
      },
    },
  };
  await client.send(
    new CreateStackCommand({
      StackName,
      Capabilities: ["CAPABILITY_IAM"],
      TemplateBody: JSON.stringify({ Resources, Outputs: { Pool: { Value: { Ref: "Pool" } } } }),
    }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const UserPoolId = Stacks?.[0]?.Outputs?.[0]?.OutputValue ?? "";
  expect(await cloud.idp().send(new GetUserPoolMfaConfigCommand({ UserPoolId }))).toMatchObject({
    MfaConfiguration: "OPTIONAL",
    SoftwareTokenMfaConfiguration: { Enabled: true },
    EmailMfaConfiguration: { Subject: "Your word", Message: "It is {####}." },
    SmsMfaConfiguration: {
      SmsAuthenticationMessage: "Enter {####}.",
      SmsConfiguration: { ExternalId: "x", SnsCallerArn: expect.stringMatching(/^arn:aws:iam::\d+:role\//) },
    },
  });
  await client.send(new DeleteStackCommand({ StackName }));
});
