import type { ChallengeNameType, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider";
import type { Engine } from "../engine.ts";
import { invalidSession, notAuthorized, userNotFound, wrongPassword } from "../errors.ts";
import { hidesUsers } from "../pools/client-settings.ts";
import type { AppClient, SignInSession, User, UserPool } from "../state.ts";
import { lookUp } from "../users/directory.ts";

/** One request of a sign-in. */
export interface Attempt {
  readonly engine: Engine;
  readonly pool: UserPool;
  readonly client: AppClient;
  /** By AdminInitiateAuth and AdminRespondToAuthChallenge. */
  readonly admin: boolean;
  /** What came with an answer to a challenge, or with a refresh: all triggers after it hear it. */
  readonly clientMetadata: Readonly<Record<string, string>> | undefined;
  /** What came with the first request: pre authentication and user migration hear it, and nobody else. */
  readonly validationData: Readonly<Record<string, string>> | undefined;
}

type Details = Omit<SignInSession, "poolId" | "clientId" | "admin" | "expiresAt" | "challenge">;

/** Puts a challenge: its session works once, and for as long as the client says (three minutes). */
export function challenge(
  { engine, pool, client, admin }: Attempt,
  name: ChallengeNameType,
  parameters: Readonly<Record<string, string>>,
  details: Details,
): InitiateAuthResponse {
  return {
    ChallengeName: name,
    ChallengeParameters: { ...parameters },
    Session: openSession(engine, {
      ...details,
      poolId: pool.id,
      clientId: client.id,
      admin,
      challenge: name,
      expiresAt: engine.context.clock.now() + (client.settings.AuthSessionValidity ?? 3) * 60_000,
    }),
  };
}

export function openSession({ state, context }: Engine, session: SignInSession): string {
  const id = context.ids.bytes(96).toString("base64url");
  state.sessions.put(id, session);
  return id;
}

/**
 * Takes a session, which nobody can take again.
 *
 * @throws WireError NotAuthorizedException
 */
export function takeSession({ state, context }: Engine, id: string | undefined): SignInSession {
  const session = state.sessions.get(id ?? "");
  if (session === undefined) throw invalidSession();
  state.sessions.delete(id ?? "");
  if (session.expiresAt <= context.clock.now())
    throw notAuthorized("Invalid session for the user, session is expired.");
  return session;
}

/**
 * Whom a name means; undefined: nobody, which the client's users must not learn.
 *
 * @throws WireError UserNotFoundException where the client tells
 */
export function knownUser({ engine, pool, client }: Attempt, name: string): User | undefined {
  const user = lookUp(engine, pool, name);
  if (user === undefined && !hidesUsers(client)) throw userNotFound();
  return user;
}

/** The user of a session that is under way. */
export function userOf({ engine, pool }: Attempt, session: SignInSession): User {
  const user = session.username === null ? undefined : lookUp(engine, pool, session.username);
  if (user === undefined) throw wrongPassword();
  return user;
}
