import type {
  GetPrincipalTagAttributeMapInput,
  GetPrincipalTagAttributeMapResponse,
  SetPrincipalTagAttributeMapInput,
  SetPrincipalTagAttributeMapResponse,
} from "@aws-sdk/client-cognito-identity";
import type { Operation } from "../../../kernel/service.ts";
import { onPool } from "../access.ts";
import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { findPool } from "../pools/find-pool.ts";
import { mapOf } from "../tokens/principal-tags.ts";

const mostTags = 50;

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html */
export const setPrincipalTagAttributeMap = (
  engine: Engine,
): Operation<SetPrincipalTagAttributeMapInput, SetPrincipalTagAttributeMapResponse> => ({
  access: onPool(engine, "SetPrincipalTagAttributeMap"),
  handle(input) {
    const pool = findPool(engine, input.IdentityPoolId);
    const provider = input.IdentityProviderName ?? "";
    if (!(pool.settings.CognitoIdentityProviders ?? []).some(({ ProviderName }) => ProviderName === provider))
      throw invalidParameter(`${provider} is not an identity provider of this identity pool.`);
    const tags = input.PrincipalTags ?? {};
    const useDefaults = input.UseDefaults ?? false;
    if (useDefaults && Object.keys(tags).length > 0)
      throw invalidParameter("PrincipalTags must be empty where UseDefaults is true.");
    if (Object.keys(tags).length > mostTags)
      throw invalidParameter(`There are at most ${mostTags} principal tags.`);
    const wrong = Object.keys(tags).find(
      (key) => /^aws:/i.test(key) || !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key),
    );
    if (wrong !== undefined) throw invalidParameter(`Invalid principal tag key ${wrong}`);
    const changed = {
      ...pool,
      principalTags: { ...pool.principalTags, [provider]: { useDefaults, tags } },
    };
    engine.state.pools.put(pool.id, changed);
    return present(engine, pool.id, provider);
  },
});

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html */
export const getPrincipalTagAttributeMap = (
  engine: Engine,
): Operation<GetPrincipalTagAttributeMapInput, GetPrincipalTagAttributeMapResponse> => ({
  access: onPool(engine, "GetPrincipalTagAttributeMap"),
  handle: (input) => present(engine, input.IdentityPoolId, input.IdentityProviderName ?? ""),
});

function present(
  engine: Engine,
  poolId: string | undefined,
  provider: string,
): GetPrincipalTagAttributeMapResponse {
  const pool = findPool(engine, poolId);
  return {
    IdentityPoolId: pool.id,
    IdentityProviderName: provider,
    UseDefaults: pool.principalTags[provider]?.useDefaults ?? false,
    PrincipalTags: { ...mapOf(pool, provider) },
  };
}
