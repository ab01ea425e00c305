import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { checkPassword } from "../passwords/password-policy.ts";
import { newVerifier, passwordMatches } from "../passwords/verify-password.ts";
import { passwordPolicy } from "../pools/settings.ts";
import type { User, UserPool } from "../state.ts";

/**
 * A user with another password, which the pool's policy takes.
 *
 * @param temporaryDays null: the password is the user's own
 * @throws WireError InvalidPasswordException, PasswordHistoryPolicyViolationException
 */
export function withPassword(
  { context }: Engine,
  pool: UserPool,
  user: User,
  password: string,
  temporaryDays: number | null = null,
): User {
  const policy = passwordPolicy(pool);
  checkPassword(password, policy);
  const remembered = policy.PasswordHistorySize ?? 0;
  const earlier = [...(user.password ? [user.password] : []), ...user.earlierPasswords].slice(0, remembered);
  if (
    temporaryDays === null &&
    earlier.some((kept) => passwordMatches(kept, pool.id, user.username, password))
  ) {
    throw new WireError(
      "PasswordHistoryPolicyViolationException",
      "Password has previously been used. Please choose a different password.",
    );
  }
  return {
    ...user,
    password: newVerifier(pool.id, user.username, password, context.ids),
    earlierPasswords: earlier,
    passwordExpiresAt: temporaryDays === null ? null : context.clock.now() + temporaryDays * 86_400_000,
    failures: { count: 0, lockedUntil: 0 },
  };
}
