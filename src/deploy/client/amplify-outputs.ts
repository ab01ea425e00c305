import type { StageOutputs } from "./read-outputs.ts";

/** What of a project's sign-in settings clients have to know. */
export interface ClientSignIn {
  readonly mfa: "off" | "optional" | "required";
  readonly passwordLength: number;
  readonly selfSignUp: boolean;
}

/**
 * The text of `amplify_outputs.json`, which the official Amplify libraries take: `Amplify.configure(outputs)`.
 *
 * @param endpoint of a cloud that is not AWS itself, or null. Only the form that Amplify uses inside can name one:
 *   `ResourcesConfig` in aws-amplify/core; the form of Amplify Gen 2 always means AWS.
 */
export function amplifyOutputs(outputs: StageOutputs, signIn: ClientSignIn, endpoint: string | null): string {
  const content = endpoint === null ? forAws(outputs, signIn) : forEndpoint(outputs, signIn, endpoint);
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** https://docs.amplify.aws/react/reference/amplify_outputs/ */
function forAws(
  { app, stage, region, userPoolId, userPoolClientId, graphqlUrl, httpUrl }: StageOutputs,
  signIn: ClientSignIn,
) {
  return {
    version: "1.4",
    auth: {
      aws_region: region,
      user_pool_id: userPoolId,
      user_pool_client_id: userPoolClientId,
      username_attributes: ["email"],
      user_verification_types: ["email"],
      standard_required_attributes: ["email"],
      mfa_configuration: mfa[signIn.mfa],
      mfa_methods: signIn.mfa === "off" ? [] : ["TOTP"],
      password_policy: { min_length: signIn.passwordLength },
      unauthenticated_identities_enabled: false,
    },
    data: {
      url: graphqlUrl,
      aws_region: region,
      default_authorization_type: "AMAZON_COGNITO_USER_POOLS",
      authorization_types: ["AWS_IAM"],
    },
    custom: { plinth: { app, stage, httpUrl } },
  };
}

function forEndpoint(
  { app, stage, region, userPoolId, userPoolClientId, graphqlUrl, httpUrl }: StageOutputs,
  signIn: ClientSignIn,
  endpoint: string,
) {
  return {
    // Also what makes TypeScript take the file for one of Amplify's own forms.
    custom: { plinth: { app, stage, httpUrl } },
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId,
        userPoolEndpoint: endpoint,
        loginWith: { email: true },
        signUpVerificationMethod: "code",
        mfa: { status: signIn.mfa === "required" ? "on" : signIn.mfa, totpEnabled: signIn.mfa !== "off" },
        passwordFormat: { minLength: signIn.passwordLength },
      },
    },
    API: { GraphQL: { endpoint: graphqlUrl, region, defaultAuthMode: "userPool" } },
  };
}

const mfa = { off: "NONE", optional: "OPTIONAL", required: "REQUIRED" } as const;
