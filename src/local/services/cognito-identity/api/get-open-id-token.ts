import type { GetOpenIdTokenInput, GetOpenIdTokenResponse } from "@aws-sdk/client-cognito-identity";
import type { Operation } from "../../../kernel/service.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { findIdentity, identityWith } from "../logins/identity-of.ts";
import { verifyLogins } from "../logins/verify-logins.ts";
import { findPool } from "../pools/find-pool.ts";
import { bearerOf, newOpenIdToken } from "../tokens/open-id-token.ts";

/**
 * The basic flow, where the pool allows it; one that was never asked does.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html
 */
export const getOpenIdToken = (engine: Engine): Operation<GetOpenIdTokenInput, GetOpenIdTokenResponse> => ({
  access: "anonymous",
  async handle(input) {
    const found = findIdentity(engine, input.IdentityId);
    const pool = findPool(engine, found.poolId);
    if (pool.settings.AllowClassicFlow === false)
      throw invalidParameter("Basic (classic) flow is not enabled, please use enhanced flow.");
    if (Object.keys(pool.roleMappings).length > 0)
      throw invalidParameter(
        "Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.",
      );
    const logins = await verifyLogins(engine, pool, input.Logins);
    const identity = identityWith(engine, pool, found, logins);
    return { IdentityId: identity.id, Token: newOpenIdToken(engine, bearerOf(pool, identity, logins)) };
  },
});
