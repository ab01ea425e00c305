import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { target } from "../../../support/cloud/target.ts";

const { settings, local } = target();
const StackName = `amplify-conformance-${Date.now()}`;
const folder = mkdtempSync(join(tmpdir(), "plinth-amplify-"));
const steps = new Map<string, unknown>();

const trust = (amr: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { "cognito-identity.amazonaws.com:aud": { Ref: "Identities" } },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
      },
    },
  ],
});
const role = (amr: string) => ({
  Type: "AWS::IAM::Role",
  Properties: { RoleName: `${StackName}-${amr}`, AssumeRolePolicyDocument: trust(amr) },
});

/** Sign-in as generated projects have it, and credentials beside. */
const template = {
  Resources: {
    Users: {
      Type: "AWS::Cognito::UserPool",
      Properties: {
        UsernameAttributes: ["email"],
        AutoVerifiedAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
        MfaConfiguration: "OPTIONAL",
        EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
      },
    },
    Client: {
      Type: "AWS::Cognito::UserPoolClient",
      Properties: {
        UserPoolId: { Ref: "Users" },
        ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 },
        PreventUserExistenceErrors: "ENABLED",
        ReadAttributes: ["email", "email_verified", "name"],
        WriteAttributes: ["email", "name"],
      },
    },
    Identities: {
      Type: "AWS::Cognito::IdentityPool",
      Properties: {
        AllowUnauthenticatedIdentities: true,
        CognitoIdentityProviders: [
          { ClientId: { Ref: "Client" }, ProviderName: { "Fn::GetAtt": ["Users", "ProviderName"] } },
        ],
      },
    },
    Member: role("authenticated"),
    Guest: role("unauthenticated"),
    Roles: {
      Type: "AWS::Cognito::IdentityPoolRoleAttachment",
      Properties: {
        IdentityPoolId: { Ref: "Identities" },
        Roles: {
          authenticated: { "Fn::GetAtt": ["Member", "Arn"] },
          unauthenticated: { "Fn::GetAtt": ["Guest", "Arn"] },
        },
      },
    },
  },
  Outputs: {
    Users: { Value: { Ref: "Users" } },
    Client: { Value: { Ref: "Client" } },
    Identities: { Value: { Ref: "Identities" } },
  },
};

beforeAll(async () => {
  const cloud = local();
  if (cloud === null) throw new Error("The application reads its codes from the local cloud's outbox.");
  const client = new CloudFormationClient(settings);
  await client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: JSON.stringify(template),
      Capabilities: ["CAPABILITY_NAMED_IAM"],
    }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
  const output = (name: string) =>
    Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === name)?.OutputValue;
  // What a local stage's amplify_outputs.json holds: Amplify's own resources configuration, which has endpoints.
  const outputs = {
    custom: { plinth: { stage: "local" } },
    Auth: {
      Cognito: {
        userPoolId: output("Users"),
        userPoolClientId: output("Client"),
        userPoolEndpoint: cloud.endpoint,
        identityPoolId: output("Identities"),
        identityPoolEndpoint: cloud.endpoint,
        allowGuestAccess: true,
        loginWith: { email: true },
      },
    },
  };
  const file = join(folder, "amplify_outputs.json");
  writeFileSync(file, JSON.stringify(outputs));
  cloud.prepareCertificate();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, "app.ts"), file, cloud.endpoint],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: cloud.caFile }, timeout: 90_000 },
  );
  for (const line of stdout.split("\n").filter((text) => text.startsWith("{"))) {
    const { step, value } = JSON.parse(line) as { step: string; value: unknown };
    steps.set(step, value);
  }
}, 120_000);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  const client = new CloudFormationClient(settings);
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
});

const roleOf = (kind: string) =>
  expect.stringMatching(new RegExp(`assumed-role/${StackName}-${kind}/CognitoIdentityCredentials$`));

test("guests get the guests' credentials", () => {
  expect(steps.get("guest")).toEqual({ caller: roleOf("unauthenticated"), tokens: null });
});

test.each([
  ["sign up", "CONFIRM_SIGN_UP"],
  ["unconfirmed", "CONFIRM_SIGN_UP"],
  ["wrong code", "CodeMismatchException"],
  ["confirm", true],
  ["wrong password", "NotAuthorizedException"],
  ["sign in", true],
  ["twice", "UserAlreadyAuthenticatedException"],
  ["current user", true],
  ["attributes", "Ada"],
  ["updated attributes", "Ada Lovelace"],
  ["signed out", "UserUnAuthenticatedException"],
])("%s: %s", (step, value) => {
  expect(steps.get(step)).toBe(value);
});

test("who signs in keeps the guest's identity, and gets the members' credentials", () => {
  expect(steps.get("credentials")).toEqual({ caller: roleOf("authenticated"), sameIdentity: true });
});

test("a forced refresh gives other tokens and keys", () => {
  expect(steps.get("forced refresh")).toEqual({ otherToken: true, otherKey: true, sameIdentity: true });
});

test("an authenticator is set up, and asked from then on", () => {
  expect(steps.get("wrong TOTP")).toBe("EnableSoftwareTokenMFAException");
  expect(steps.get("MFA preference")).toEqual({ enabled: ["TOTP"], preferred: "TOTP" });
  expect(steps.get("TOTP asked")).toBe("CONFIRM_SIGN_IN_WITH_TOTP_CODE");
  expect(steps.get("wrong TOTP at sign-in")).toBe("CodeMismatchException");
  expect(steps.get("TOTP")).toBe(true);
});

test("a global sign-out ends tokens that have not expired", () => {
  expect(steps.get("token after global sign-out")).toBe("Access Token has been revoked");
});

test("a forgotten password is reset by a code", () => {
  expect(steps.get("reset")).toBe("CONFIRM_RESET_PASSWORD_WITH_CODE");
  expect(steps.get("old password")).toBe("NotAuthorizedException");
  expect(steps.get("new password")).toBe("CONFIRM_SIGN_IN_WITH_TOTP_CODE");
});
