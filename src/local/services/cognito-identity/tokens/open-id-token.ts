import { createPublicKey, sign, verify } from "node:crypto";
import type { WebIdentity } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { readToken } from "../../../tokens/verify-token.ts";
import type { Engine } from "../engine.ts";
import type { Login } from "../logins/verify-logins.ts";
import type { Identity, IdentityPool } from "../state.ts";
import { principalTags } from "./principal-tags.ts";
import { signingKey } from "./signing-key.ts";

export const issuer = "https://cognito-identity.amazonaws.com";
const provider = "cognito-identity.amazonaws.com";
/** Where STS looks for session tags: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
const tagsClaim = "https://aws.amazon.com/tags";
/** "An OpenID token, valid for 10 minutes." */
const lifetime = 600;

/** What STS learns of somebody. */
export interface Bearer {
  readonly Identity: WebIdentity;
  readonly Tags: Readonly<Record<string, string>>;
}

export function bearerOf(pool: IdentityPool, identity: Identity, logins: readonly Login[]): Bearer {
  const [first] = logins;
  return {
    Identity: {
      provider,
      subject: identity.id,
      audience: pool.id,
      methods:
        logins.length === 0
          ? ["unauthenticated"]
          : [
              "authenticated",
              ...logins.flatMap((login) => [
                login.provider,
                `${login.provider}:CognitoSignIn:${login.subject}`,
              ]),
            ],
    },
    Tags: first === undefined ? {} : principalTags(pool, first.provider, first.claims),
  };
}

/** The token that stands for somebody before STS. */
export function newOpenIdToken(engine: Engine, { Identity: identity, Tags }: Bearer): string {
  const key = signingKey(engine);
  const now = Math.floor(engine.context.clock.now() / 1000);
  const claims = {
    sub: identity.subject,
    aud: identity.audience,
    amr: identity.methods,
    iss: issuer,
    ...(Object.keys(Tags).length > 0 && {
      [tagsClaim]: {
        principal_tags: Object.fromEntries(Object.entries(Tags).map(([name, value]) => [name, [value]])),
      },
    }),
    exp: now + lifetime,
    iat: now,
  };
  const text = `${encode({ kid: key.kid, typ: "JWS", alg: "RS512" })}.${encode(claims)}`;
  return `${text}.${sign("RSA-SHA512", Buffer.from(text), key.privateKey).toString("base64url")}`;
}

/**
 * What a token that an identity pool gave says of its bearer.
 *
 * @throws WireError InvalidIdentityToken, ExpiredTokenException
 */
export function readOpenIdToken(engine: Engine, token: string): Bearer {
  const read = readToken(token);
  const [header = "", payload = "", signature = ""] = token.split(".");
  const signed =
    read?.header["alg"] === "RS512" &&
    verify(
      "RSA-SHA512",
      Buffer.from(`${header}.${payload}`),
      createPublicKey(signingKey(engine).privateKey),
      Buffer.from(signature, "base64url"),
    );
  if (!signed || read === null)
    throw new WireError(
      "InvalidIdentityToken",
      "Couldn't retrieve verification key from your identity provider",
    );
  const { claims } = read;
  const now = Math.floor(engine.context.clock.now() / 1000);
  if (Number(claims["exp"]) <= now)
    throw new WireError(
      "ExpiredTokenException",
      `Token expired: current date/time ${now} must be before the expiration date/time ${Number(claims["exp"])}`,
    );
  const tags = (claims[tagsClaim] as { principal_tags?: Record<string, string[]> } | undefined)
    ?.principal_tags;
  return {
    Identity: {
      provider,
      subject: String(claims["sub"]),
      audience: String(claims["aud"]),
      methods: claims["amr"] as string[],
    },
    Tags: Object.fromEntries(Object.entries(tags ?? {}).map(([name, [value = ""]]) => [name, value])),
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
