import type { Engine } from "../engine.ts";
import { notAuthorized } from "../errors.ts";
import type { User, UserPool } from "../state.ts";
import { saveUser, userKey } from "./directory.ts";

/** Failures that cost nothing; from here on each doubles the pause, from one second to fifteen minutes. */
const free = 5;
const longest = 15 * 60 * 1000;

/**
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-flow-lockout-behavior
 *
 * @throws WireError NotAuthorizedException while the user is locked out, whatever the password
 */
export function checkAttempts({ context }: Engine, user: User): void {
  if (user.failures.lockedUntil > context.clock.now()) throw notAuthorized("Password attempts exceeded");
}

/** Counts a wrong password, on what is known now: many may be tried at once. */
export function countFailure(engine: Engine, pool: UserPool, { username }: User): void {
  const user = engine.state.users.get(userKey(pool, username));
  if (user === undefined) return;
  const count = user.failures.count + 1;
  const pause = count < free ? 0 : Math.min(1000 * 2 ** (count - free), longest);
  saveUser(engine, pool, {
    ...user,
    failures: { count, lockedUntil: pause === 0 ? 0 : engine.context.clock.now() + pause },
  });
}
