import type { Engine } from "../engine.ts";
import type { AppClient, User, UserPool } from "../state.ts";
import type { UserGroups } from "../tokens/issue.ts";
import type { Claims } from "../tokens/jwt.ts";
import { invokeTrigger } from "./invoke.ts";

export type TokenOccasion =
  | "TokenGeneration_Authentication"
  | "TokenGeneration_NewPasswordChallenge"
  | "TokenGeneration_RefreshTokens";

/** What the function changes in both tokens. */
export interface ClaimOverrides {
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole: string | null;
  id(claims: Claims): Claims;
  access(claims: Claims): Claims;
  scopes(scopes: readonly string[]): string[];
}

interface Changes {
  readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>> | null;
  readonly claimsToSuppress?: readonly string[] | null;
  readonly scopesToAdd?: readonly string[] | null;
  readonly scopesToSuppress?: readonly string[] | null;
}

interface GroupOverride {
  readonly groupsToOverride?: readonly string[] | null;
  readonly iamRolesToOverride?: readonly string[] | null;
  readonly preferredRole?: string | null;
}

/** No function may change these. */
const fixed = new Set(
  "acr amr at_hash auth_time azp client_id device_key event_id exp iat iss jti nbf nonce origin_jti sub token_use username version".split(
    " ",
  ),
);
const fixedOfId = new Set([...fixed, "aud", "cognito:username", "identities"]);

/**
 * Asks the pre token generation trigger, with the event version that the pool names.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 *
 * @throws WireError of the trigger
 */
export async function generateClaims(
  engine: Engine,
  pool: UserPool,
  client: AppClient,
  user: User,
  groups: UserGroups,
  occasion: TokenOccasion,
  clientMetadata: Readonly<Record<string, string>> | undefined,
): Promise<ClaimOverrides> {
  const version = pool.settings.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion ?? "V1_0";
  const response = await invokeTrigger(engine, pool, "PreTokenGeneration", {
    source: occasion,
    version: version.slice(1, 2),
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: { ...user.attributes, "cognito:user_status": user.status },
      groupConfiguration: {
        groupsToOverride: groups.names,
        iamRolesToOverride: groups.roles,
        preferredRole: groups.preferredRole,
      },
      ...(version !== "V1_0" && { scopes: ["aws.cognito.signin.user.admin"] }),
      ...(clientMetadata !== undefined && { clientMetadata }),
    },
    response: version === "V1_0" ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  });
  return version === "V1_0" ? firstVersion(response, groups) : secondVersion(response, groups);
}

function firstVersion(
  response: Readonly<Record<string, unknown>> | null,
  groups: UserGroups,
): ClaimOverrides {
  const details = response?.["claimsOverrideDetails"] as
    | (Changes & { groupOverrideDetails?: GroupOverride | null })
    | null
    | undefined;
  return {
    ...overriddenGroups(details?.groupOverrideDetails, groups),
    id: (claims) => changed(claims, details, fixedOfId),
    access: (claims) => claims,
    scopes: (scopes) => [...scopes],
  };
}

function secondVersion(
  response: Readonly<Record<string, unknown>> | null,
  groups: UserGroups,
): ClaimOverrides {
  const details = response?.["claimsAndScopeOverrideDetails"] as
    | {
        idTokenGeneration?: Changes | null;
        accessTokenGeneration?: Changes | null;
        groupOverrideDetails?: GroupOverride | null;
      }
    | null
    | undefined;
  const ofAccess = details?.accessTokenGeneration;
  return {
    ...overriddenGroups(details?.groupOverrideDetails, groups),
    id: (claims) => changed(claims, details?.idTokenGeneration, fixedOfId),
    access: (claims) => changed(claims, ofAccess, fixed),
    scopes: (scopes) => [
      ...new Set([
        ...scopes.filter((scope) => !(ofAccess?.scopesToSuppress ?? []).includes(scope)),
        ...(ofAccess?.scopesToAdd ?? []),
      ]),
    ],
  };
}

function changed(
  claims: Claims,
  changes: Changes | null | undefined,
  untouchable: ReadonlySet<string>,
): Claims {
  const suppressed = (changes?.claimsToSuppress ?? []).filter((name) => !untouchable.has(name));
  const added = Object.entries(changes?.claimsToAddOrOverride ?? {}).filter(
    ([name]) => !untouchable.has(name) && !/^(cognito:(?!groups|roles|preferred_role)|dev:)/.test(name),
  );
  const kept = Object.entries(claims).filter(([name]) => !suppressed.includes(name));
  return Object.fromEntries([...kept, ...added.filter(([name]) => !suppressed.includes(name))]);
}

/** An object without lists takes the groups away; no object leaves them. */
function overriddenGroups(override: GroupOverride | null | undefined, groups: UserGroups) {
  if (override === undefined || override === null)
    return { groups: groups.names, roles: groups.roles, preferredRole: groups.preferredRole };
  return {
    groups: override.groupsToOverride ?? [],
    roles: override.iamRolesToOverride ?? [],
    preferredRole: override.preferredRole ?? null,
  };
}
