import type { Engine } from "../engine.ts";
import { limitExceeded } from "../errors.ts";
import type { Limited, User, UserPool } from "../state.ts";
import { saveUser } from "./directory.ts";

const hour = 3_600_000;

/**
 * "Code security resource quotas": https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html. Where AWS goes by
 * risk (5 to 20 resets of a password), the most that it allows.
 */
const most: Readonly<Record<Limited, number>> = {
  ChangePassword: 5,
  ConfirmSignUp: 15,
  ForgotPassword: 20,
  GetUserAttributeVerificationCode: 5,
  ResendConfirmationCode: 5,
  VerifyUserAttribute: 15,
};

/**
 * Counts a request of a user's.
 *
 * @returns the user with it counted, saved
 * @throws WireError LimitExceededException
 */
export function countRequest(engine: Engine, pool: UserPool, user: User, what: Limited): User {
  const now = engine.context.clock.now();
  const lately = (user.asked?.[what] ?? []).filter((at) => at > now - hour);
  if (lately.length >= most[what]) throw limitExceeded();
  return saveUser(engine, pool, { ...user, asked: { ...user.asked, [what]: [...lately, now] } });
}
