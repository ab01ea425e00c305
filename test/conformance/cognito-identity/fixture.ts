import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  type CreateIdentityPoolCommandInput,
  DeleteIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll } from "vitest";
import { policy } from "../../support/cloud/function-code.ts";
import { cognitoFixture } from "../cognito/fixture.ts";

/** A user pool with an app client, beside helpers to make identity pools and roles, which are removed at the end. */
export function identityFixture() {
  const users = cognitoFixture();
  const { settings } = users;
  const pools: string[] = [];
  const roles: string[] = [];
  let identity: CognitoIdentityClient;
  let iam: IAMClient;
  beforeAll(() => {
    identity = new CognitoIdentityClient(settings);
    iam = new IAMClient(settings);
  });
  afterAll(async () => {
    for (const IdentityPoolId of pools)
      await identity.send(new DeleteIdentityPoolCommand({ IdentityPoolId })).catch(() => {});
    for (const RoleName of roles) {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "access" })).catch(() => {});
      await iam.send(new DeleteRoleCommand({ RoleName })).catch(() => {});
    }
  });

  return {
    users,
    settings,
    identity: () => identity,
    providerOf: (userPool: string) => `cognito-idp.${settings.region}.amazonaws.com/${userPool}`,

    async pool(more: Partial<CreateIdentityPoolCommandInput> = {}): Promise<string> {
      const { IdentityPoolId = "" } = await identity.send(
        new CreateIdentityPoolCommand({
          IdentityPoolName: `conformance ${Date.now()}`,
          AllowUnauthenticatedIdentities: false,
          ...more,
        }),
      );
      pools.push(IdentityPoolId);
      return IdentityPoolId;
    },

    /** A role that trusts an identity pool's users, with the statements as its policy. */
    async role(
      trust: { readonly pool: string; readonly amr?: string; readonly actions?: readonly string[] },
      ...statements: readonly object[]
    ): Promise<string> {
      const RoleName = `identity-${Math.random().toString(36).slice(2)}`;
      const { Role } = await iam.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: policy({
            Effect: "Allow",
            Principal: { Federated: "cognito-identity.amazonaws.com" },
            Action: trust.actions ?? ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
            Condition: {
              StringEquals: { "cognito-identity.amazonaws.com:aud": trust.pool },
              "ForAnyValue:StringLike": {
                "cognito-identity.amazonaws.com:amr": trust.amr ?? "authenticated",
              },
            },
          }),
        }),
      );
      roles.push(RoleName);
      await iam.send(
        new PutRolePolicyCommand({
          RoleName,
          PolicyName: "access",
          PolicyDocument: policy(...statements),
        }),
      );
      return Role?.Arn ?? "";
    },

    async setRoles(IdentityPoolId: string, Roles: Record<string, string>): Promise<void> {
      await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles }));
    },

    /** GetId and GetCredentialsForIdentity: what a credential provider does. */
    async credentials(
      IdentityPoolId: string,
      Logins?: Record<string, string>,
      more: { readonly CustomRoleArn?: string } = {},
    ) {
      const { IdentityId = "" } = await identity.send(new GetIdCommand({ IdentityPoolId, Logins }));
      const { Credentials } = await identity.send(
        new GetCredentialsForIdentityCommand({ IdentityId, Logins, ...more }),
      );
      return {
        identityId: IdentityId,
        expiration: Credentials?.Expiration,
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      };
    },
  };
}
