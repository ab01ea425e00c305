import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DeleteUserPoolCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll } from "vitest";
import { target } from "../../support/cloud/target.ts";

export const password = "Correct-Horse-7";

/** A cloud with helpers to make pools in it, which are removed at the end. */
export function cognitoFixture() {
  const { settings, local } = target();
  const made: string[] = [];
  let idp: CognitoIdentityProviderClient;
  beforeAll(() => {
    idp = new CognitoIdentityProviderClient(settings);
  });
  afterAll(async () => {
    for (const UserPoolId of made) await idp.send(new DeleteUserPoolCommand({ UserPoolId })).catch(() => {});
  });

  return {
    settings,
    local,
    idp: () => idp,

    async pool(more: Partial<CreateUserPoolCommandInput> = {}): Promise<string> {
      const { UserPool } = await idp.send(
        new CreateUserPoolCommand({
          PoolName: `conformance-${Date.now()}`,
          UsernameAttributes: ["email"],
          AutoVerifiedAttributes: ["email"],
          UsernameConfiguration: { CaseSensitive: false },
          ...more,
        }),
      );
      made.push(UserPool?.Id ?? "");
      return UserPool?.Id ?? "";
    },

    async client(UserPoolId: string, more: Partial<CreateUserPoolClientCommandInput> = {}) {
      const { UserPoolClient } = await idp.send(
        new CreateUserPoolClientCommand({
          UserPoolId,
          ClientName: "conformance",
          PreventUserExistenceErrors: "ENABLED",
          ExplicitAuthFlows: [
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_USER_SRP_AUTH",
            "ALLOW_USER_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH",
          ],
          ...more,
        }),
      );
      return { id: UserPoolClient?.ClientId ?? "", secret: UserPoolClient?.ClientSecret ?? "" };
    },

    /** A confirmed user with a verified address. */
    async user(UserPoolId: string, Username = `ada-${Math.random().toString(36).slice(2)}@example.com`) {
      const { User } = await idp.send(
        new AdminCreateUserCommand({
          UserPoolId,
          Username,
          MessageAction: "SUPPRESS",
          UserAttributes: [
            { Name: "email", Value: Username },
            { Name: "email_verified", Value: "true" },
          ],
        }),
      );
      await idp.send(
        new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: password, Permanent: true }),
      );
      return { email: Username, username: User?.Username ?? "" };
    },

    async signIn(ClientId: string, USERNAME: string, PASSWORD = password) {
      const { AuthenticationResult, ...rest } = await idp.send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME, PASSWORD },
        }),
      );
      return { ...AuthenticationResult, challenge: rest };
    },

    /** The last code that was sent to an address. */
    async code(UserPoolId: string, To: string): Promise<string> {
      const cloud = local();
      if (cloud === null) throw new Error("Codes are read from the local cloud's own outbox.");
      const answer = await cloud.call(
        "cognito",
        "ListSentMessages",
        { UserPoolId, To },
        anybody(cloud.accountId),
      );
      return (answer["Messages"] as { code: string }[])[0]?.code ?? "";
    },

    async verify(Token: string) {
      const cloud = local();
      if (cloud === null) throw new Error("VerifyToken is an operation of the local cloud.");
      return await cloud.call("cognito", "VerifyToken", { Token }, anybody(cloud.accountId));
    },
  };
}

function anybody(accountId: string) {
  return {
    kind: "service" as const,
    arn: "",
    accountId,
    userId: "test",
    roleArn: null,
    servicePrincipal: "appsync.amazonaws.com",
    sessionPolicies: [],
    tags: {},
  };
}

/** What a token says, unverified. */
export function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString("utf8"));
}
