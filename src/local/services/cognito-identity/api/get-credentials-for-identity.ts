import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
} from "@aws-sdk/client-cognito-identity";
import type { AssumeRoleWithWebIdentityResponse } from "@aws-sdk/client-sts";
import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { badConfiguration } from "../errors.ts";
import { chooseRole } from "../logins/choose-role.ts";
import { findIdentity, identityWith } from "../logins/identity-of.ts";
import { verifyLogins } from "../logins/verify-logins.ts";
import { findPool } from "../pools/find-pool.ts";
import { guestPolicy } from "../tokens/guest-policy.ts";
import { bearerOf, newOpenIdToken } from "../tokens/open-id-token.ts";

/**
 * The enhanced flow: the pool chooses the role and takes it from STS, whose word on the role's trust policy stands.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export const getCredentialsForIdentity = (
  engine: Engine,
): Operation<GetCredentialsForIdentityInput, GetCredentialsForIdentityResponse> => ({
  access: "anonymous",
  async handle(input) {
    const found = findIdentity(engine, input.IdentityId);
    const pool = findPool(engine, found.poolId);
    const logins = await verifyLogins(engine, pool, input.Logins);
    const identity = identityWith(engine, pool, found, logins);
    const { Credentials } = await takeRole(engine, {
      RoleArn: chooseRole(pool, logins, input.CustomRoleArn),
      RoleSessionName: "CognitoIdentityCredentials",
      WebIdentityToken: newOpenIdToken(engine, bearerOf(pool, identity, logins)),
      ...(logins.length === 0 && { Policy: guestPolicy }),
    });
    return {
      IdentityId: identity.id,
      Credentials: {
        AccessKeyId: Credentials?.AccessKeyId,
        SecretKey: Credentials?.SecretAccessKey,
        SessionToken: Credentials?.SessionToken,
        Expiration: Credentials?.Expiration,
      },
    };
  },
});

async function takeRole(
  { context, self }: Engine,
  input: object,
): Promise<AssumeRoleWithWebIdentityResponse> {
  try {
    return await context.call("sts", "AssumeRoleWithWebIdentity", input, self);
  } catch (error) {
    // Which of role, trust and tags it was, AWS does not tell the public either.
    if (error instanceof WireError && error.code === "AccessDenied") throw badConfiguration();
    throw error;
  }
}
