import { notAuthorized } from "../errors.ts";
import type { AddressName, User, UserPool } from "../state.ts";

/** @returns null where the user has not proved that they hold the address */
export function verified(user: User, attribute: AddressName): string | null {
  return user.attributes[`${attribute}_verified`] === "true" ? (user.attributes[attribute] ?? null) : null;
}

/** Where the code of a sign-up goes: "SMS, if both". Null: the pool verifies nothing that the user has given. */
export function signUpAddress(pool: UserPool, user: User): AddressName | null {
  const verifies = pool.settings.AutoVerifiedAttributes ?? [];
  return (
    (["phone_number", "email"] as const).find((name) => verifies.includes(name) && user.attributes[name]) ??
    null
  );
}

/**
 * Where the code to reset a password goes. Without a setting: to the telephone first.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html#user-pool-password-reset-and-recovery
 *
 * @returns null where there is no way
 * @throws WireError NotAuthorizedException where administrators alone may
 */
export function recoveryAddress(pool: UserPool, user: User): AddressName | null {
  const setting = pool.settings.AccountRecoverySetting?.RecoveryMechanisms;
  if (setting?.some(({ Name }) => Name === "admin_only"))
    throw notAuthorized("Contact administrator to reset password.");
  const ways: AddressName[] =
    setting === undefined
      ? ["phone_number", "email"]
      : setting
          .toSorted((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))
          .map(({ Name }) => (Name === "verified_email" ? "email" : "phone_number"));
  return (
    ways.find((name) => {
      // A telephone that is the second factor cannot be the way around the first.
      if (name === "phone_number" && setting !== undefined && user.smsMfa === true) return false;
      return verified(user, name) !== null;
    }) ?? null
  );
}

/** `a***@e***`, `+*******1234` */
export function masked(address: string): string {
  if (address.startsWith("+")) return `+${"*".repeat(Math.max(address.length - 5, 0))}${address.slice(-4)}`;
  const [local = "", domain = ""] = address.split("@");
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}
