import { createHash } from "node:crypto";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { constraint } from "../errors.ts";
import { failed } from "./constraints.ts";

/** "A client request token is valid for 10 minutes after the first request that uses it is completed." */
export const tokenLifetime = 10 * 60 * 1000;

const longestToken = 36;

/** One request that may be repeated without effect. */
export interface Repeatable {
  /** Has it been done already? */
  readonly done: boolean;
  /** Remembers it. Inside the transaction that does it. */
  readonly remember: () => void;
}

/**
 * @param token null: never repeated
 * @throws WireError IdempotentParameterMismatchException where the token was used for something else
 */
export function repeatable({ state }: Engine, token: string | undefined, request: unknown): Repeatable {
  if (token === undefined) return { done: false, remember: () => {} };
  if (token.length === 0 || token.length > longestToken) {
    throw constraint(
      failed(
        "clientRequestToken",
        token,
        token.length === 0
          ? "Member must have length greater than or equal to 1"
          : `Member must have length less than or equal to ${longestToken}`,
      ),
    );
  }
  const hash = createHash("sha256").update(JSON.stringify(request)).digest("base64");
  const now = state.clock.now();
  const known = state.tokens.get(token);
  const alive = known !== undefined && known.at > now - tokenLifetime;
  if (alive && known.request !== hash) {
    throw new WireError(
      "IdempotentParameterMismatchException",
      "Request parameters do not match the parameters of the previous request with the same client request token",
    );
  }
  return { done: alive, remember: () => state.tokens.put(token, { request: hash, at: now }) };
}
