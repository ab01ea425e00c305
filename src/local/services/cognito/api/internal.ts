import type { Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { findPool } from "../pools/find.ts";
import type { SentMessage } from "../state.ts";
import type { Claims } from "../tokens/jwt.ts";
import { isActive, verifyToken } from "../tokens/verify.ts";

export interface VerifyTokenRequest {
  readonly Token: string;
  /** Is the token's user still there, enabled and signed in? Authorizers do not ask, identity pools may. */
  readonly AskForSignOut?: boolean;
}

export interface VerifyTokenResponse {
  readonly UserPoolId: string;
  readonly Claims: Claims;
}

/**
 * For AppSync, API Gateway and identity pools inside this process: the claims of a token that a pool signed and that has
 * not expired. Which pool, use and audience they take is theirs to check. In no wire model, so no request can mean it.
 * A token whose user has signed out is `TokenInactive`, to those who ask.
 */
export const verifyTokenInside = (engine: Engine): Operation<VerifyTokenRequest, VerifyTokenResponse> => ({
  access: () => [],
  handle(input) {
    const { pool, claims } = verifyToken(engine, input.Token);
    if (input.AskForSignOut === true && !isActive(engine, pool, claims))
      throw new WireError("TokenInactive", "Token is inactive");
    return { UserPoolId: pool.id, Claims: claims };
  },
});

export interface ListSentMessagesRequest {
  readonly UserPoolId: string;
  readonly To?: string;
}

/** The e-mails a pool has sent, newest first: for people at this machine and for tests. In no wire model. */
export const listSentMessages = (
  engine: Engine,
): Operation<ListSentMessagesRequest, { Messages: SentMessage[] }> => ({
  access: () => [],
  handle(input) {
    const pool = findPool(engine, input.UserPoolId);
    const messages = engine.state.messages.list({ prefix: `${pool.id}/` }).map(({ value }) => value);
    return { Messages: messages.filter(({ to }) => input.To === undefined || to === input.To).reverse() };
  },
});
