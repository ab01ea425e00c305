import { Construct } from "constructs";
import { cognito, RemovalPolicy } from "../cdk.cjs";
import { acknowledge } from "./acknowledge.ts";
import type { AppStage } from "./app-stage.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import type { SignInEvent } from "./settings.ts";

export interface UserPoolProps {
  readonly appStage: AppStage;
  /** Puts the tenant and the roles into both tokens. */
  readonly preToken: LambdaFunction;
  /** The project's own functions on sign-in events. */
  readonly triggers: Readonly<Partial<Record<SignInEvent, LambdaFunction>>>;
}

/** What a user may see of, and change in, their own profile. Nothing here says which tenant they belong to. */
const ownAttributes = ["email", "family_name", "given_name", "locale", "name", "picture", "zoneinfo"];

/** Users sign in with their e-mail address, and a TOTP application where the project asks for it. */
export class UserPool extends Construct {
  readonly resource: cognito.CfnUserPool;
  readonly client: cognito.CfnUserPoolClient;

  constructor(scope: Construct, id: string, { appStage, preToken, triggers }: UserPoolProps) {
    super(scope, id);
    const { signIn } = appStage.app;
    this.resource = new cognito.CfnUserPool(this, "Resource", {
      userPoolName: appStage.prefix,
      userPoolTier: signIn.plan === "plus" ? "PLUS" : "ESSENTIALS",
      ...(signIn.plan === "plus" && { userPoolAddOns: { advancedSecurityMode: "ENFORCED" } }),
      usernameAttributes: ["email"],
      usernameConfiguration: { caseSensitive: false },
      autoVerifiedAttributes: ["email"],
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: ["email"] },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
      adminCreateUserConfig: { allowAdminCreateUserOnly: !signIn.selfSignUp },
      mfaConfiguration: { off: "OFF", optional: "OPTIONAL", required: "ON" }[signIn.mfa],
      ...(signIn.mfa !== "off" && { enabledMfas: ["SOFTWARE_TOKEN_MFA"] }),
      policies: {
        passwordPolicy: {
          minimumLength: signIn.passwordLength,
          requireLowercase: true,
          requireUppercase: true,
          requireNumbers: true,
          requireSymbols: true,
          temporaryPasswordValidityDays: 7,
        },
        signInPolicy: { allowedFirstAuthFactors: ["PASSWORD"] },
      },
      lambdaConfig: {
        preTokenGenerationConfig: { lambdaArn: preToken.resource.attrArn, lambdaVersion: "V2_0" },
        ...Object.fromEntries(
          Object.entries(triggers).map(([event, { resource }]) => [event, resource.attrArn]),
        ),
      },
      deletionProtection: "ACTIVE",
    });
    this.resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
    for (const trigger of [preToken, ...Object.values(triggers)]) {
      trigger.allowInvocation("InvokedByUserPool", "cognito-idp.amazonaws.com", this.resource.attrArn);
    }
    this.client = this.#addClient();
    this.#acknowledge(signIn.mfa, signIn.plan);
  }

  /** The one app client, for browsers and phones: no secret, SRP, and refresh tokens that work once. */
  #addClient(): cognito.CfnUserPoolClient {
    const client = new cognito.CfnUserPoolClient(this, "Client", {
      userPoolId: this.resource.ref,
      generateSecret: false,
      supportedIdentityProviders: ["COGNITO"],
      explicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
      // Rotation replaces ALLOW_REFRESH_TOKEN_AUTH: clients call GetTokensFromRefreshToken, also to switch tenants.
      refreshTokenRotation: { feature: "ENABLED", retryGracePeriodSeconds: 60 },
      enableTokenRevocation: true,
      preventUserExistenceErrors: "ENABLED",
      accessTokenValidity: 60,
      idTokenValidity: 60,
      refreshTokenValidity: 30,
      tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" },
      readAttributes: [...ownAttributes, "email_verified"].toSorted(),
      // Without a list, Cognito lets users write every attribute they have.
      writeAttributes: ownAttributes,
    });
    client.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return client;
  }

  #acknowledge(mfa: string, plan: string): void {
    if (mfa !== "required") {
      const setting = `The project's sign-in settings say mfa: "${mfa}"`;
      acknowledge(
        this.resource,
        "AwsSolutions-COG2",
        `${setting}; "required" asks every user for a second factor.`,
      );
    }
    if (plan !== "plus") {
      acknowledge(
        this.resource,
        "AwsSolutions-COG8",
        'The project chose the Essentials plan; plan: "plus" in its sign-in settings adds threat protection.',
      );
    }
  }
}
