/**
 * The event of the pre token generation trigger, version 2, as far as it is used.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export interface TokenEvent {
  readonly triggerSource: string;
  readonly userName: string;
  readonly request: {
    readonly userAttributes: Readonly<Record<string, string | undefined>>;
    /** Only of operations that hand it on: `GetTokensFromRefreshToken`, `RespondToAuthChallenge`. */
    readonly clientMetadata?: Readonly<Record<string, string | undefined>> | null;
  };
  readonly response: Readonly<Record<string, unknown>>;
}

/** What becomes part of a token. */
export interface TenantClaims {
  readonly tenant_id: string;
  readonly roles: readonly string[];
}

/** @param claims null: the tokens name no tenant */
export function withClaims(event: TokenEvent, claims: TenantClaims | null): TokenEvent {
  // Suppressed as well where absent: nothing that has these names may come from elsewhere.
  const change =
    claims === null ? { claimsToSuppress: ["tenant_id", "roles"] } : { claimsToAddOrOverride: claims };
  return {
    ...event,
    response: {
      ...event.response,
      claimsAndScopeOverrideDetails: { idTokenGeneration: change, accessTokenGeneration: change },
    },
  };
}
