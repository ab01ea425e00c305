import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider";
import { WireError } from "../../../kernel/wire-error.ts";
import { invalidParameter, notAuthorized, userNotConfirmed, wrongPassword } from "../errors.ts";
import { passwordMatches } from "../passwords/verify-password.ts";
import type { User } from "../state.ts";
import { preAuthentication } from "../triggers/user-events.ts";
import { migrateUser } from "../triggers/user-migration.ts";
import { checkAttempts, countFailure } from "../users/attempts.ts";
import { lookUp, saveUser } from "../users/directory.ts";
import { type Attempt, knownUser } from "./attempt.ts";
import { afterFirstFactor } from "./next-step.ts";

/** Signs in with a password that the client sends as it is: verified by computing what is kept of it. */
export async function signInWithPassword(
  attempt: Attempt,
  name: string | undefined,
  password: string | undefined,
): Promise<InitiateAuthResponse> {
  if (!name) throw invalidParameter("Missing required parameter USERNAME");
  if (!password) throw invalidParameter("Missing required parameter PASSWORD");
  const { engine, pool, client } = attempt;
  const migrated = await migrateUser(engine, pool, client, name, password, attempt.validationData);
  const user = migrated ?? knownUser(attempt, name);
  await preAuthentication(engine, pool, client, user, name, attempt.validationData);
  // The trigger took its time, and may have changed them.
  const now = user === undefined ? undefined : lookUp(engine, pool, user.username);
  if (now === undefined) throw wrongPassword();
  checkAttempts(engine, now);
  if (now.password === null || !passwordMatches(now.password, pool.id, now.username, password)) {
    countFailure(engine, pool, now);
    throw wrongPassword();
  }
  return await afterPassword(attempt, now);
}

/** The password was right: what else stands in the way of the user? */
export async function afterPassword(attempt: Attempt, user: User): Promise<InitiateAuthResponse> {
  const { engine, pool } = attempt;
  if (!user.enabled) throw notAuthorized("User is disabled.");
  if (user.status === "RESET_REQUIRED")
    throw new WireError("PasswordResetRequiredException", "Password reset required for the user");
  if (user.status === "UNCONFIRMED") throw userNotConfirmed();
  if (user.passwordExpiresAt !== null && user.passwordExpiresAt <= engine.context.clock.now())
    throw notAuthorized("Temporary password has expired and must be reset by an administrator.");
  const known =
    user.failures.count === 0
      ? user
      : saveUser(engine, pool, { ...user, failures: { count: 0, lockedUntil: 0 } });
  return await afterFirstFactor(attempt, known);
}
