import type { CreateIdentityPoolInput } from "@aws-sdk/client-cognito-identity";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidParameter } from "../errors.ts";
import type { PoolSettings } from "../state.ts";

/** `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI` */
const userPoolProvider = /^cognito-idp\.[\w-]+\.amazonaws\.com\/[\w-]+_[0-9A-Za-z]+$/;

/** What is not a user pool is refused: nobody here could verify its tokens. */
const otherProviders = [
  "SupportedLoginProviders",
  "DeveloperProviderName",
  "OpenIdConnectProviderARNs",
  "SamlProviderARNs",
] as const;

/**
 * @throws WireError InvalidParameterException, and a refusal of identity providers that are no user pools
 */
export function readSettings(input: PoolSettings & Pick<CreateIdentityPoolInput, "IdentityPoolTags">) {
  const other = otherProviders.find((name) => input[name] !== undefined && !isEmpty(input[name]));
  if (other !== undefined)
    throw notSupportedHere(`identity providers other than user pools (${other} of identity pools)`);
  if (!/^[\w\s+=,.@-]{1,128}$/.test(input.IdentityPoolName ?? ""))
    throw invalidParameter(
      `1 validation error detected: Value '${input.IdentityPoolName}' at 'identityPoolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+`,
    );
  const providers = input.CognitoIdentityProviders ?? [];
  for (const { ProviderName = "", ClientId = "" } of providers) {
    if (!userPoolProvider.test(ProviderName) || ClientId === "")
      throw invalidParameter("Invalid Cognito Identity Provider");
  }
  return {
    IdentityPoolName: input.IdentityPoolName,
    AllowUnauthenticatedIdentities: input.AllowUnauthenticatedIdentities,
    ...(input.AllowClassicFlow !== undefined && { AllowClassicFlow: input.AllowClassicFlow }),
    ...(providers.length > 0 && {
      CognitoIdentityProviders: providers.map(({ ServerSideTokenCheck = false, ...provider }) => ({
        ...provider,
        ServerSideTokenCheck,
      })),
    }),
  } satisfies PoolSettings;
}

function isEmpty(value: string | readonly string[] | Readonly<Record<string, string>>): boolean {
  return Object.keys(value).length === 0;
}
