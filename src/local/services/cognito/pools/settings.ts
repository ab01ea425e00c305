import type { CreateUserPoolRequest } from "@aws-sdk/client-cognito-identity-provider";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidParameter } from "../errors.ts";
import { defaultPolicy } from "../passwords/password-policy.ts";
import type { PoolSettings, UserPool } from "../state.ts";

const unsupportedTriggers = ["CustomEmailSender", "CustomSMSSender", "InboundFederation"] as const;

/**
 * A pool's settings out of a request.
 *
 * @throws WireError InvalidParameterException; NotSupportedByLocalCloud
 */
export function readSettings(
  input: Omit<CreateUserPoolRequest, "PoolName"> & { PoolName?: string | undefined },
): PoolSettings {
  const { PoolName: _name, Schema: _schema, UserPoolTags: _tags, ...settings } = input;
  for (const trigger of unsupportedTriggers) {
    if (settings.LambdaConfig?.[trigger] !== undefined)
      throw notSupportedHere(`the user pool trigger ${trigger}`);
  }
  if (settings.DeviceConfiguration !== undefined && Object.keys(settings.DeviceConfiguration).length > 0)
    throw notSupportedHere("remembered devices of user pools (DeviceConfiguration)");
  if (settings.VerificationMessageTemplate?.DefaultEmailOption === "CONFIRM_WITH_LINK")
    throw notSupportedHere("verification by links, which need a domain of the user pool (CONFIRM_WITH_LINK)");
  if ((settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []).includes("WEB_AUTHN"))
    throw notSupportedHere("passkeys (the first factor WEB_AUTHN)");
  checkRecovery(settings);
  const { UsernameAttributes = [], AliasAttributes = [] } = settings;
  if (UsernameAttributes.length > 0 && AliasAttributes.length > 0)
    throw invalidParameter(
      "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.",
    );
  const policy = settings.Policies?.PasswordPolicy;
  if (policy?.MinimumLength !== undefined && (policy.MinimumLength < 6 || policy.MinimumLength > 99))
    throw invalidParameter(
      `1 validation error detected: Value '${policy.MinimumLength}' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value between 6 and 99`,
    );
  if (settings.UserPoolAddOns?.AdvancedSecurityMode === "ENFORCED" && settings.UserPoolTier !== "PLUS")
    throw invalidParameter("Threat protection needs the feature plan PLUS.");
  const config = settings.LambdaConfig;
  if (
    config?.PreTokenGeneration !== undefined &&
    config.PreTokenGenerationConfig !== undefined &&
    config.PreTokenGeneration !== config.PreTokenGenerationConfig.LambdaArn
  )
    throw invalidParameter("PreTokenGeneration and PreTokenGenerationConfig must name the same function.");
  return settings;
}

/** @throws WireError InvalidParameterException */
function checkRecovery({
  AccountRecoverySetting,
}: Pick<CreateUserPoolRequest, "AccountRecoverySetting">): void {
  const names = (AccountRecoverySetting?.RecoveryMechanisms ?? []).map(({ Name }) => Name);
  if (names.includes("admin_only") && names.length > 1)
    throw invalidParameter(
      "Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    );
}

export function passwordPolicy(pool: UserPool) {
  return pool.settings.Policies?.PasswordPolicy ?? defaultPolicy;
}

/** Pools compare names, and the addresses that stand for them, letter by letter unless they were made otherwise. */
export function comparable(pool: UserPool, name: string): string {
  return pool.settings.UsernameConfiguration?.CaseSensitive === false ? name.toLowerCase() : name;
}

/** Whether people sign in with an address in place of a username. */
export function usesAddresses(pool: UserPool): boolean {
  return (pool.settings.UsernameAttributes ?? []).length > 0;
}

export function issuerOf(poolId: string, region: string): string {
  return `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
}
