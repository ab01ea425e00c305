import { createHmac, timingSafeEqual } from "node:crypto";
import type { Engine } from "../engine.ts";
import { clientNotFound, notAuthorized, poolNotFound } from "../errors.ts";
import type { AppClient, UserPool } from "../state.ts";

/** @throws WireError ResourceNotFoundException */
export function findPool({ state }: Engine, id: string | undefined): UserPool {
  const pool = state.pools.get(id ?? "");
  if (pool === undefined) throw poolNotFound(id ?? "");
  return pool;
}

/**
 * @param poolId undefined: whichever pool it is of
 * @throws WireError ResourceNotFoundException
 */
export function findClient({ state }: Engine, id: string | undefined, poolId?: string): AppClient {
  const client = state.clients.get(id ?? "");
  if (client === undefined || (poolId !== undefined && client.poolId !== poolId))
    throw clientNotFound(id ?? "");
  return client;
}

/**
 * Clients with a secret prove that they know it: base64(HMAC-SHA256(secret, username + client id)).
 *
 * @param names the names the user may be meant by
 * @throws WireError NotAuthorizedException
 */
export function checkSecretHash(
  client: AppClient,
  names: readonly (string | undefined)[],
  secretHash: string | undefined,
): void {
  if (client.secret === null) return;
  if (secretHash === undefined)
    throw notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  const given = Buffer.from(secretHash);
  const known = names.some((name = "") => {
    const wanted = Buffer.from(
      createHmac("sha256", client.secret ?? "")
        .update(`${name}${client.id}`)
        .digest("base64"),
    );
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  });
  if (!known) throw notAuthorized(`SecretHash does not match for the client: ${client.id}`);
}
