import { WireError } from "../../../kernel/wire-error.ts";
import { type Claims, readToken } from "../../../tokens/verify-token.ts";
import type { Engine } from "../engine.ts";
import { notAuthorized } from "../errors.ts";
import type { IdentityPool } from "../state.ts";

/** A proof of sign-in that was believed. */
export interface Login {
  /** `cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI` */
  readonly provider: string;
  readonly clientId: string;
  readonly subject: string;
  readonly claims: Claims;
}

/**
 * Asks the user pools about the ID tokens that came as `Logins`. If one of them fails, all do.
 *
 * @throws WireError NotAuthorizedException
 */
export async function verifyLogins(
  engine: Engine,
  pool: IdentityPool,
  logins: Readonly<Record<string, string>> | undefined,
): Promise<Login[]> {
  const verified: Login[] = [];
  for (const [provider, token] of Object.entries(logins ?? {}))
    verified.push(await verifyLogin(engine, pool, provider, token));
  return verified;
}

async function verifyLogin(
  { context, self }: Engine,
  pool: IdentityPool,
  provider: string,
  token: string,
): Promise<Login> {
  const configured = (pool.settings.CognitoIdentityProviders ?? []).filter(
    ({ ProviderName }) => ProviderName === provider,
  );
  const claims = readToken(token)?.claims;
  if (claims === undefined) throw refused("Not a valid OpenId Connect identity token.");
  const issuer = String(claims["iss"]).replace(/^https:\/\//, "");
  if (issuer === "cognito-identity.amazonaws.com") throw refused("Can't pass in a Cognito token.");
  if (issuer !== provider) throw refused("Issuer doesn't match providerName");
  const client = configured.find(({ ClientId }) => ClientId === claims["aud"]);
  if (client === undefined || claims["token_use"] !== "id")
    throw notAuthorized("Token is not from a supported provider of this identity pool.");
  const now = Math.floor(context.clock.now() / 1000);
  if (Number(claims["exp"]) <= now) throw refused(`Token expired: ${Number(claims["exp"])} >= ${now}`);
  try {
    await context.call(
      "cognito",
      "VerifyToken",
      { Token: token, AskForSignOut: client.ServerSideTokenCheck === true },
      self,
    );
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw error.code === "TokenInactive"
      ? notAuthorized("Token is inactive")
      : refused("Couldn't verify signed token.");
  }
  return { provider, clientId: String(claims["aud"]), subject: String(claims["sub"]), claims };
}

function refused(why: string): WireError {
  return notAuthorized(`Invalid login token. ${why}`);
}
