import type { CreateUserPoolClientRequest } from "@aws-sdk/client-cognito-identity-provider";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidParameter } from "../errors.ts";
import type { AppClient, ClientSettings, UserPool } from "../state.ts";
import { verifiedFlags } from "./standard-attributes.ts";

const seconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const day = 86_400;

/** Applies where a client names no flows. */
const defaultFlows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

/**
 * An app client's settings out of a request.
 *
 * @throws WireError InvalidParameterException; NotSupportedByLocalCloud
 */
export function readClientSettings(
  input: Partial<CreateUserPoolClientRequest> & { readonly ClientId?: string | undefined },
  pool: UserPool,
): ClientSettings {
  const {
    UserPoolId: _pool,
    ClientName: _name,
    GenerateSecret: _generate,
    ClientId: _id,
    ...settings
  } = input;
  if (settings.ClientSecret !== undefined) throw notSupportedHere("app client secrets of your own choice");
  const foreign = (settings.SupportedIdentityProviders ?? []).find((name) => name !== "COGNITO");
  if (foreign !== undefined) throw notSupportedHere(`sign-in through the identity provider ${foreign}`);
  // They are kept: without a domain, which no pool can have here, they come to nothing on AWS too.
  if (
    settings.AllowedOAuthFlowsUserPoolClient === true &&
    (!settings.AllowedOAuthFlows?.length || !settings.AllowedOAuthScopes?.length)
  )
    throw invalidParameter(
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    );
  for (const name of [...(settings.ReadAttributes ?? []), ...(settings.WriteAttributes ?? [])]) {
    if (!pool.schema.some((attribute) => attribute.Name === name))
      throw invalidParameter(`Invalid read or write attributes specified while creating a client: ${name}`);
  }
  if ((settings.WriteAttributes ?? []).some((name) => name === "sub" || verifiedFlags.includes(name)))
    throw invalidParameter("Invalid write attributes specified while creating a client");
  if (
    settings.RefreshTokenRotation?.Feature === "ENABLED" &&
    (settings.ExplicitAuthFlows ?? []).includes("ALLOW_REFRESH_TOKEN_AUTH")
  )
    throw invalidParameter("ALLOW_REFRESH_TOKEN_AUTH cannot be enabled with refresh token rotation.");
  const grace = settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0;
  if (grace < 0 || grace > 60)
    throw invalidParameter(
      `1 validation error detected: Value '${grace}' at 'refreshTokenRotation.retryGracePeriodSeconds' failed to satisfy constraint: Member must have value less than or equal to 60`,
    );
  const session = settings.AuthSessionValidity ?? 3;
  if (session < 3 || session > 15)
    throw invalidParameter(
      `1 validation error detected: Value '${session}' at 'authSessionValidity' failed to satisfy constraint: Member must have value between 3 and 15`,
    );
  checkValidity("accessTokenValidity", lifetimes(settings).access, 300, day);
  checkValidity("idTokenValidity", lifetimes(settings).id, 300, day);
  checkValidity("refreshTokenValidity", lifetimes(settings).refresh, 3600, 3650 * day);
  return settings;
}

function checkValidity(name: string, value: number, least: number, most: number): void {
  if (value < least || value > most)
    throw invalidParameter(
      `Invalid range for token validity: ${name} must be between ${least} and ${most} seconds`,
    );
}

/** How long a client's tokens live, in seconds. */
export function lifetimes(settings: ClientSettings): { access: number; id: number; refresh: number } {
  const units = settings.TokenValidityUnits ?? {};
  return {
    access: (settings.AccessTokenValidity ?? 1) * seconds[units.AccessToken ?? "hours"],
    id: (settings.IdTokenValidity ?? 1) * seconds[units.IdToken ?? "hours"],
    refresh: (settings.RefreshTokenValidity || 30) * seconds[units.RefreshToken ?? "days"],
  };
}

/** @param flow `USER_SRP_AUTH` */
export function allowsFlow({ settings }: AppClient, flow: string): boolean {
  // Rotation needs GetTokensFromRefreshToken, whatever the flows are.
  if (flow === "REFRESH_TOKEN_AUTH" && settings.RefreshTokenRotation?.Feature === "ENABLED") return false;
  const given: readonly string[] = settings.ExplicitAuthFlows ?? [];
  const flows = given.length === 0 ? defaultFlows : given;
  if (flow === "ADMIN_USER_PASSWORD_AUTH" && flows.includes("ADMIN_NO_SRP_AUTH")) return true;
  return flows.includes(`ALLOW_${flow}`) || flows.includes(flow);
}

export function rotates({ settings }: AppClient): boolean {
  return settings.RefreshTokenRotation?.Feature === "ENABLED";
}

/** Clients that were never asked to hide tell, as on AWS. */
export function hidesUsers({ settings }: AppClient): boolean {
  return settings.PreventUserExistenceErrors === "ENABLED";
}
