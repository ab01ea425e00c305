import type { UserPoolClientType, UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import { poolArn } from "../access.ts";
import type { Engine } from "../engine.ts";
import { defaultPolicy } from "../passwords/password-policy.ts";
import type { AppClient, UserPool } from "../state.ts";

/** A pool as the API shows it, with AWS's defaults for what was left out. */
export function presentPool(pool: UserPool, { state, context }: Engine): UserPoolType {
  const { settings } = pool;
  return {
    ...settings,
    Id: pool.id,
    Name: pool.name,
    Arn: poolArn(pool.id, context),
    Policies: {
      PasswordPolicy: settings.Policies?.PasswordPolicy ?? defaultPolicy,
      SignInPolicy: settings.Policies?.SignInPolicy ?? { AllowedFirstAuthFactors: ["PASSWORD"] },
    },
    DeletionProtection: settings.DeletionProtection ?? "INACTIVE",
    LambdaConfig: settings.LambdaConfig ?? {},
    SchemaAttributes: [...pool.schema],
    VerificationMessageTemplate: settings.VerificationMessageTemplate ?? {
      DefaultEmailOption: "CONFIRM_WITH_CODE",
    },
    MfaConfiguration: settings.MfaConfiguration ?? "OFF",
    EmailConfiguration: settings.EmailConfiguration ?? { EmailSendingAccount: "COGNITO_DEFAULT" },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      UnusedAccountValidityDays: 7,
      ...settings.AdminCreateUserConfig,
    },
    UserPoolTier: settings.UserPoolTier ?? "ESSENTIALS",
    UserPoolTags: pool.tags,
    EstimatedNumberOfUsers: state.users.list({ prefix: `${pool.id}/` }).length,
    CreationDate: new Date(pool.createdAt),
    LastModifiedDate: new Date(pool.modifiedAt),
  };
}

export function presentClient(client: AppClient): UserPoolClientType {
  const { settings } = client;
  return {
    RefreshTokenValidity: 30,
    EnableTokenRevocation: true,
    AuthSessionValidity: 3,
    AllowedOAuthFlowsUserPoolClient: false,
    EnablePropagateAdditionalUserContextData: false,
    ...settings,
    UserPoolId: client.poolId,
    ClientId: client.id,
    ClientName: client.name,
    ClientSecret: client.secret ?? undefined,
    CreationDate: new Date(client.createdAt),
    LastModifiedDate: new Date(client.modifiedAt),
  };
}
