import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import type { Engine } from "./engine.ts";
import { issuerOf } from "./pools/settings.ts";
import { jwks } from "./tokens/pool-key.ts";

/** `/<pool>/.well-known/jwks.json` and `openid-configuration`. */
export function wellKnown({ state, context }: Engine, request: HttpRequest): HttpResponse | null {
  const [, poolId = "", document] =
    /^\/([\w-]+_[A-Za-z0-9]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(request.path) ?? [];
  if (document === undefined || request.method !== "GET") return null;
  const pool = state.pools.get(poolId);
  if (pool === undefined) return json(400, { message: `User pool ${poolId} does not exist.` });
  if (document === "jwks.json") return json(200, jwks(pool.key));
  return json(200, {
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: issuerOf(pool.id, context.region),
    jwks_uri: `${request.baseUrl}/${pool.id}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
  });
}

function json(status: number, body: object): HttpResponse {
  return {
    status,
    headers: { "content-type": "application/json", "access-control-allow-origin": "*" },
    body: JSON.stringify(body),
  };
}
