import type { Engine } from "../engine.ts";
import { invalidParameter } from "../errors.ts";
import { comparable, usesAddresses } from "../pools/settings.ts";
import type { User, UserPool } from "../state.ts";

/**
 * A user who is not saved yet. Where people sign in with an address, the given name is the address and the username a UUID.
 *
 * @param name as given at sign-up
 * @throws WireError InvalidParameterException where the pool does not take such a name
 */
export function newUser(
  { context }: Engine,
  pool: UserPool,
  name: string,
  attributes: Readonly<Record<string, string>>,
): User {
  const sub = context.ids.uuid();
  const address = addressKind(name);
  const own: Record<string, string> = { ...attributes };
  if (usesAddresses(pool)) {
    const allowed: readonly string[] = pool.settings.UsernameAttributes ?? [];
    if (address === null || !allowed.includes(address)) throw invalidParameter(wantedName(allowed));
    const given = own[address];
    if (given !== undefined && comparable(pool, given) !== comparable(pool, name))
      throw invalidParameter(`Username and ${address} do not match.`);
    own[address] = name;
  } else if (address !== null && (pool.settings.AliasAttributes ?? []).includes(address)) {
    const kind = address === "email" ? "email" : "phone number";
    throw invalidParameter(
      `Username cannot be of ${kind} format, since user pool is configured for ${kind} alias.`,
    );
  }
  if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(name))
    throw invalidParameter(
      "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
    );
  const now = context.clock.now();
  return {
    poolId: pool.id,
    username: usesAddresses(pool) ? sub : name,
    sub,
    attributes: { ...own, sub },
    unverified: {},
    status: "UNCONFIRMED",
    enabled: true,
    password: null,
    earlierPasswords: [],
    passwordExpiresAt: null,
    groups: [],
    totp: { secret: null, enabled: false, lastStep: 0 },
    emailMfa: false,
    preferredMfa: null,
    codes: {},
    failures: { count: 0, lockedUntil: 0 },
    signedOutAt: 0,
    createdAt: now,
    modifiedAt: now,
  };
}

function addressKind(name: string): "email" | "phone_number" | null {
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name)) return "email";
  return /^\+[1-9]\d{4,14}$/.test(name) ? "phone_number" : null;
}

function wantedName(allowed: readonly string[]): string {
  if (allowed.length === 2) return "Username should be either an email or a phone number.";
  return allowed[0] === "email" ? "Username should be an email." : "Username should be a phone number.";
}
