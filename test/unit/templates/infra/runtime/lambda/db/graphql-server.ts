import { verifySignature } from "../../../../../../../src/local/signing/verify-signature.ts";
import type { Api } from "../../../../../../support/appsync/create-api.ts";
import { signedRequest } from "../../triggers/signed-request.ts";
import { type Listener, listen, type Received, type Reply } from "../listen.ts";

export const roleSecret = "secret/of+the=role";

/** What Lambda puts into the environment of a function. */
export const lambdaEnvironment = {
  AWS_ACCESS_KEY_ID: "ASIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: roleSecret,
  AWS_SESSION_TOKEN: "session/token+=",
  AWS_REGION: "eu-west-1",
};

/**
 * AppSync over HTTP: users come with the token `<sub>@<tenant>`, the system with a verified signature; the tenant header
 * must be part of what was signed.
 */
export function listenForGraphql(api: Api): Promise<Listener> {
  return listen(async (request) => {
    const { query, variables } = JSON.parse(request.body);
    const session = sessionOf(api, request);
    if (session === null) {
      const error = {
        errorType: "UnauthorizedException",
        message: "Valid authorization header not provided.",
      };
      return { status: 401, body: JSON.stringify({ errors: [error] }) };
    }
    const { data, errors } = await session.query(query, variables);
    return { body: JSON.stringify({ data, ...(errors.length > 0 && { errors }) }) };
  });
}

function sessionOf(api: Api, request: Received) {
  const { authorization = "", ...headers } = request.headers;
  if (!authorization.startsWith("AWS4-HMAC-SHA256")) {
    const [sub = "", tenantId = null] = authorization.split("@");
    return sub === "" ? null : api.as({ sub, tenantId, roles: ["admin"] });
  }
  if (!isSigned(request)) return null;
  const { "x-plinth-tenant": tenantId, "x-plinth-user": userId } = headers;
  return api.asSystem({
    ...(typeof tenantId === "string" && { tenantId }),
    ...(typeof userId === "string" && { userId }),
  });
}

/** @returns whether the signature is right, and the tenant's header is part of it */
export function isSigned({ method, url, headers, body }: Received): boolean {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const request = signedRequest(method, `http://${headers.host}${url}`, texts, Buffer.from(body));
  const signature = verifySignature(request, () => roleSecret, Date.now());
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1]?.split(";") ?? [];
  const owners = ["x-plinth-tenant", "x-plinth-user"].filter((name) => headers[name] !== undefined);
  return (
    signature?.service === "appsync" &&
    signature.sessionToken === lambdaEnvironment.AWS_SESSION_TOKEN &&
    owners.every((name) => names.includes(name))
  );
}

/** Answers in turn; the last one again and again. */
export function listenInTurn(...replies: readonly [Reply | null, ...(Reply | null)[]]): Promise<Listener> {
  let turn = 0;
  return listen(() => replies[Math.min(turn++, replies.length - 1)] ?? null);
}
