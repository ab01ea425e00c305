import type { Engine } from "../engine.ts";
import { codeMismatch, expiredCode, limitExceeded } from "../errors.ts";
import type { CodePurpose, User, UserPool } from "../state.ts";
import { saveUser } from "./directory.ts";

const hour = 3_600_000;
/** Sign-up and attribute codes live a day, codes to reset a password an hour, codes to sign in as long as the session. */
const lifetime = (purpose: CodePurpose): number => {
  if (purpose === "password") return hour;
  return purpose === "signIn" || purpose === "mfa" ? hour / 20 : 24 * hour;
};
const mostFailures = 5;

/** A user who waits for a new code. */
export function withCode(
  { context }: Engine,
  user: User,
  purpose: CodePurpose,
): { user: User; code: string } {
  const digits = purpose === "signIn" || purpose === "mfa" ? 8 : 6;
  const value = String(context.ids.bytes(6).readUIntBE(0, 6) % 10 ** digits).padStart(digits, "0");
  const code = { value, expiresAt: context.clock.now() + lifetime(purpose), failures: 0 };
  return { user: { ...user, codes: { ...user.codes, [purpose]: code } }, code: value };
}

/**
 * Takes a code from its user: it works once, and not after five failures.
 *
 * @returns the user without the code, not saved
 * @throws WireError CodeMismatchException, ExpiredCodeException, LimitExceededException
 */
export function redeemCode(
  engine: Engine,
  pool: UserPool,
  user: User,
  purpose: CodePurpose,
  given: string | undefined,
): User {
  const code = user.codes[purpose];
  if (code === undefined || code.expiresAt <= engine.context.clock.now()) throw expiredCode();
  if (code.failures >= mostFailures) throw limitExceeded();
  if (code.value !== given) {
    const failed = { ...code, failures: code.failures + 1 };
    saveUser(engine, pool, { ...user, codes: { ...user.codes, [purpose]: failed } });
    throw codeMismatch();
  }
  const { [purpose]: _used, ...codes } = user.codes;
  return { ...user, codes };
}
