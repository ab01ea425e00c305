import type { AuthenticationResultType } from "@aws-sdk/client-cognito-identity-provider";
import { notAuthorized } from "../errors.ts";
import { rotates } from "../pools/client-settings.ts";
import { signTokens } from "../tokens/issue.ts";
import { markExchanged, newRefreshToken, useRefreshToken } from "../tokens/refresh-tokens.ts";
import { lookUp } from "../users/directory.ts";
import type { Attempt } from "./attempt.ts";

/**
 * New tokens of an old sign-in; with rotation, a new refresh token that ends when the old one would have.
 *
 * @throws WireError NotAuthorizedException, RefreshTokenReuseException
 */
export async function refresh(
  { engine, pool, client, clientMetadata }: Attempt,
  token: string | undefined,
): Promise<AuthenticationResultType> {
  const grant = useRefreshToken(engine, client, token);
  const user = lookUp(engine, pool, grant.username);
  if (user === undefined) throw notAuthorized("Invalid Refresh Token");
  if (!user.enabled) throw notAuthorized("User is disabled.");
  const takeBack = markExchanged(engine, client, token ?? "");
  try {
    const tokens = await signTokens(
      engine,
      pool,
      client,
      user,
      grant,
      "TokenGeneration_RefreshTokens",
      clientMetadata,
    );
    return rotates(client) ? { ...tokens, RefreshToken: newRefreshToken(engine, grant) } : tokens;
  } catch (error) {
    takeBack();
    throw error;
  }
}
