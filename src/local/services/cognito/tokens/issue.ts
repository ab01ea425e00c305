import type { AuthenticationResultType } from "@aws-sdk/client-cognito-identity-provider";
import type { Engine } from "../engine.ts";
import { lifetimes } from "../pools/client-settings.ts";
import { issuerOf } from "../pools/settings.ts";
import { verifiedFlags } from "../pools/standard-attributes.ts";
import type { AppClient, Grant, User, UserPool } from "../state.ts";
import { generateClaims, type TokenOccasion } from "../triggers/pre-token-generation.ts";
import { readable } from "../users/attributes.ts";
import { grantKey } from "./grant-key.ts";
import { newRefreshToken } from "./refresh-tokens.ts";

export const userScope = "aws.cognito.signin.user.admin";

/**
 * Signs a user in: a grant, and its first tokens.
 *
 * @throws WireError where the pre token generation trigger fails
 */
export async function issueTokens(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  user: User,
  occasion: TokenOccasion,
  clientMetadata: Readonly<Record<string, string>> | undefined,
): Promise<AuthenticationResultType> {
  const { context, state } = engine;
  const now = context.clock.now();
  const grant: Grant = {
    poolId: pool.id,
    clientId: client.id,
    username: user.username,
    originJti: context.ids.uuid(),
    authTime: Math.floor(now / 1000),
    expiresAt: now + lifetimes(client.settings).refresh * 1000,
    revoked: false,
  };
  const tokens = await signTokens(engine, pool, client, user, grant, occasion, clientMetadata);
  state.grants.put(grantKey(grant), grant);
  return { ...tokens, RefreshToken: newRefreshToken(engine, grant) };
}

/** An ID token and an access token of a grant that exists. */
export async function signTokens(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  user: User,
  grant: Grant,
  occasion: TokenOccasion,
  clientMetadata: Readonly<Record<string, string>> | undefined,
): Promise<AuthenticationResultType> {
  const { context, jwt } = engine;
  const groups = groupsOf(engine, user);
  const overrides = await generateClaims(engine, pool, client, user, groups, occasion, clientMetadata);
  const issuedAt = Math.floor(context.clock.now() / 1000);
  const { access, id } = lifetimes(client.settings);
  const common = {
    sub: user.sub,
    iss: issuerOf(pool.id, context.region),
    event_id: context.ids.uuid(),
    auth_time: grant.authTime,
    iat: issuedAt,
    ...(client.settings.EnableTokenRevocation !== false && { origin_jti: grant.originJti }),
    ...(overrides.groups.length > 0 && { "cognito:groups": overrides.groups }),
  };
  const idClaims = {
    ...profile(client, user),
    ...(overrides.roles.length > 0 && { "cognito:roles": overrides.roles }),
    ...(overrides.preferredRole !== null && { "cognito:preferred_role": overrides.preferredRole }),
    "cognito:username": user.username,
    ...common,
    aud: client.id,
    token_use: "id",
    exp: issuedAt + id,
    jti: context.ids.uuid(),
  };
  const accessClaims = {
    ...common,
    client_id: client.id,
    token_use: "access",
    scope: overrides.scopes([userScope]).join(" "),
    exp: issuedAt + access,
    jti: context.ids.uuid(),
    username: user.username,
  };
  return {
    AccessToken: jwt.sign(overrides.access(accessClaims), pool.key),
    IdToken: jwt.sign(overrides.id(idClaims), pool.key),
    ExpiresIn: access,
    TokenType: "Bearer",
  };
}

/** Flags are booleans in tokens, everything else text. */
function profile(client: AppClient, user: User): Record<string, unknown> {
  const { sub: _sub, ...attributes } = readable(client, user.attributes);
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      verifiedFlags.includes(name) ? value === "true" : value,
    ]),
  );
}

export interface UserGroups {
  readonly names: readonly string[];
  /** By precedence: the first is preferred. */
  readonly roles: readonly string[];
  readonly preferredRole: string | null;
}

function groupsOf({ state }: Engine, user: User): UserGroups {
  const groups = user.groups
    .flatMap((name) => state.groups.get(`${user.poolId}/${name}`) ?? [])
    .toSorted(
      (a, b) => (a.precedence ?? Infinity) - (b.precedence ?? Infinity) || (a.name < b.name ? -1 : 1),
    );
  const withRoles = groups.filter(({ roleArn }) => roleArn !== null);
  const [first, second] = withRoles;
  // Two groups of equal precedence with different roles prefer neither.
  const tie =
    second !== undefined && second.precedence === first?.precedence && second.roleArn !== first?.roleArn;
  return {
    names: groups.map(({ name }) => name),
    roles: [...new Set(withRoles.flatMap(({ roleArn }) => roleArn ?? []))],
    preferredRole: tie ? null : (first?.roleArn ?? null),
  };
}
