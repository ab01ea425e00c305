import type { Engine } from "../engine.ts";
import { codeMismatch, expiredCode, limitExceeded } from "../errors.ts";
import type { AddressName, CodePurpose, User, UserPool } from "../state.ts";
import { saveUser } from "./directory.ts";

const hour = 3_600_000;
/** Sign-up and attribute codes live a day, codes to reset a password an hour, codes to sign in as long as the session. */
const lifetime = (purpose: CodePurpose): number => {
  if (purpose === "password") return hour;
  return purpose === "signIn" || purpose === "mfa" ? hour / 20 : 24 * hour;
};
/** AWS takes 15 tries an hour to confirm, and "5 to 20, by risk" to reset a password: five where a password is at stake. */
const mostFailures = (purpose: CodePurpose): number =>
  purpose === "password" || purpose === "signIn" || purpose === "mfa" ? 5 : 15;

/** A user who waits for a new code. */
export function withCode(
  { context }: Engine,
  user: User,
  purpose: CodePurpose,
  attribute: AddressName,
): { user: User; code: string } {
  // One-time passwords are longer than codes; SMS_MFA is older than one-time passwords.
  const digits = purpose === "signIn" || (purpose === "mfa" && attribute === "email") ? 8 : 6;
  const value = String(context.ids.bytes(6).readUIntBE(0, 6) % 10 ** digits).padStart(digits, "0");
  const code = { value, attribute, expiresAt: context.clock.now() + lifetime(purpose), failures: 0 };
  return { user: { ...user, codes: { ...user.codes, [purpose]: code } }, code: value };
}

/**
 * Takes a code from its user: it works once, and not after too many failures.
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
  if (code.failures >= mostFailures(purpose)) throw limitExceeded();
  if (code.value !== given) {
    const failed = { ...code, failures: code.failures + 1 };
    saveUser(engine, pool, { ...user, codes: { ...user.codes, [purpose]: failed } });
    throw codeMismatch();
  }
  const { [purpose]: _used, ...codes } = user.codes;
  return { ...user, codes };
}
