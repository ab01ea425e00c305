import { AwsV4Signer } from "aws4fetch";
import type { Credentials } from "../credentials.ts";
import type { SystemScope } from "./db-types.ts";

/** Puts what proves the caller into the headers of a request to the API. */
export type Authorize = (url: string, body: string) => Promise<Headers>;

/** As the caller: with the very token that the function was called with. */
export function asUser(token: string): Authorize {
  return async () => new Headers({ "content-type": "application/json", authorization: token });
}

/**
 * As the system: signed with the function's role (SigV4). The API reads the tenant from the header only because the
 * request is signed so; the header is part of what is signed.
 */
export function asSystem({ tenantId, userId }: SystemScope, credentials: () => Credentials): Authorize {
  return async (url, body) => {
    const headers = new Headers({ "content-type": "application/json" });
    if (tenantId !== undefined) headers.set("x-plinth-tenant", tenantId);
    if (userId !== undefined) headers.set("x-plinth-user", userId);
    const request = { method: "POST", url, headers, body, service: "appsync", ...credentials() };
    return (await new AwsV4Signer(request).sign()).headers;
  };
}

/** As nobody: every operation is refused before it is sent. */
export function asNobody(): Authorize {
  return async () => {
    throw new Error("Nobody is signed in here. Use db.asSystem(tenantId) to act as the system.");
  };
}
