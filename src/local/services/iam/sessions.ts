import type { ServiceContext } from "../../kernel/service.ts";
import type { IamState, Session } from "./state.ts";

export type TemporaryCredentials = Pick<
  Session,
  "accessKeyId" | "secretAccessKey" | "sessionToken" | "expiresAt"
>;

/** Key pairs in the forms of AWS's. */
export function newCredentials({ ids, clock }: ServiceContext, seconds: number): TemporaryCredentials {
  return {
    accessKeyId: `ASIA${ids.upper(16)}`,
    secretAccessKey: ids.bytes(30).toString("base64"),
    sessionToken: ids.bytes(120).toString("base64"),
    // The wire carries whole seconds.
    expiresAt: Math.floor(clock.now() / 1000 + seconds) * 1000,
  };
}

export function presentCredentials(credentials: TemporaryCredentials) {
  return {
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: new Date(credentials.expiresAt),
  };
}

/** Expired sessions are of no use to anybody; an hour's grace lets their holders be told what happened. */
export function forgetExpired(state: IamState, now: number): void {
  for (const { key, value } of state.sessions.list()) {
    if (value.expiresAt < now - 60 * 60 * 1000) state.sessions.delete(key);
  }
}
