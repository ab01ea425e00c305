import type { HttpRequest, HttpResponse } from "../../protocols/http-message.ts";
import type { Engine } from "./engine.ts";
import { jwks, signingKey } from "./tokens/signing-key.ts";

/** `/.well-known/jwks_uri`: the key of identity pools, where AWS has it on cognito-identity.amazonaws.com. */
export function wellKnown(engine: Engine, request: HttpRequest): HttpResponse | null {
  if (request.path !== "/.well-known/jwks_uri" || request.method !== "GET") return null;
  return {
    status: 200,
    headers: { "content-type": "application/json", "access-control-allow-origin": "*" },
    body: JSON.stringify(jwks(signingKey(engine))),
  };
}
