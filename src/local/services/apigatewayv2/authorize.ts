import type { Authorizer, Route } from "@aws-sdk/client-apigatewayv2";
import type { HttpRequest } from "../../protocols/http-message.ts";
import { type Claims, TokenRefused, type tokenVerifier } from "../../tokens/verify-token.ts";

export type Authorized =
  | { readonly kind: "open" }
  | {
      readonly kind: "allowed";
      readonly claims: Readonly<Record<string, string>>;
      readonly scopes: readonly string[] | null;
    }
  | { readonly kind: "unauthorized"; readonly reason: string | null }
  | { readonly kind: "forbidden" };

/**
 * Does what a JWT authorizer does: signature, issuer, audience (or client), times and scopes.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function authorize(
  route: Route,
  authorizer: Authorizer | undefined,
  request: HttpRequest,
  verify: ReturnType<typeof tokenVerifier>,
): Promise<Authorized> {
  if (route.AuthorizationType !== "JWT" || authorizer === undefined) return { kind: "open" };
  const token = tokenOf(authorizer.IdentitySource?.[0] ?? "$request.header.Authorization", request);
  if (token === null) return { kind: "unauthorized", reason: null };
  let claims: Claims;
  try {
    claims = await verify(token);
  } catch (problem) {
    if (!(problem instanceof TokenRefused)) throw problem;
    return { kind: "unauthorized", reason: reasons[problem.reason] };
  }
  const { Issuer = "", Audience = [] } = authorizer.JwtConfiguration ?? {};
  const pool = (issuer: string) => issuer.slice(issuer.lastIndexOf("/") + 1);
  const issuer = String(claims["iss"]);
  // The pool's own name decides: the host of its issuer is AWS's in templates, and this cloud's in tokens.
  const same = issuer === Issuer || (/_[0-9A-Za-z]+$/.test(pool(Issuer)) && pool(issuer) === pool(Issuer));
  if (!same) return { kind: "unauthorized", reason: "the token has an invalid issuer" };
  const audience = claims["aud"] === undefined ? [claims["client_id"]] : [claims["aud"]].flat();
  if (!audience.some((each) => Audience.includes(String(each))))
    return { kind: "unauthorized", reason: "the token does not have a valid audience" };
  const scopes = String(claims["scope"] ?? claims["scp"] ?? "")
    .split(" ")
    .filter((scope) => scope !== "");
  const needed = route.AuthorizationScopes ?? [];
  if (needed.length > 0 && !needed.some((scope) => scopes.includes(scope))) return { kind: "forbidden" };
  return { kind: "allowed", claims: texts(claims), scopes: needed.length > 0 ? scopes : null };
}

const reasons: Readonly<Record<TokenRefused["reason"], string>> = {
  malformed: "the token is malformed",
  signature: "signature verification failed",
  expired: "the token has expired",
  early: "the token is not valid yet",
  issuer: "unable to get the keys of the token's issuer",
};

function tokenOf(source: string, request: HttpRequest): string | null {
  const [, place, name = ""] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  const value = place === "header" ? request.headers[name.toLowerCase()] : request.query.get(name);
  return value ? value.replace(/^Bearer\s+/i, "") : null;
}

/** Claims reach functions as texts; lists as `[a b]`. */
function texts(claims: Claims): Record<string, string> {
  const text = (value: unknown) =>
    Array.isArray(value)
      ? `[${value.map(String).join(" ")}]`
      : typeof value === "object"
        ? JSON.stringify(value)
        : String(value);
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}
