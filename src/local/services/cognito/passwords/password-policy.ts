import type { PasswordPolicyType } from "@aws-sdk/client-cognito-identity-provider";
import { invalidPassword } from "../errors.ts";

/** What a pool without a policy asks of passwords. */
export const defaultPolicy: PasswordPolicyType = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html: these, and a space inside. */
const symbol = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+=]|(?<=\S) (?=\S)/;
const shortest = 8;
const longest = 256;

/**
 * @param policy the pool's; what it leaves out is not asked
 * @throws WireError InvalidPasswordException with the first rule that the password breaks
 */
export function checkPassword(password: string, policy: PasswordPolicyType = defaultPolicy): void {
  const broken = brokenRule(password, policy);
  if (broken !== null) throw invalidPassword(`Password did not conform with policy: ${broken}`);
}

function brokenRule(password: string, policy: PasswordPolicyType): string | null {
  if (password.length < (policy.MinimumLength ?? shortest)) return "Password not long enough";
  if (password.length > longest) return "Password too long";
  if (password !== password.trim()) return "Password must not begin or end with a space";
  if (policy.RequireUppercase && !/[A-Z]/.test(password)) return "Password must have uppercase characters";
  if (policy.RequireLowercase && !/[a-z]/.test(password)) return "Password must have lowercase characters";
  if (policy.RequireNumbers && !/[0-9]/.test(password)) return "Password must have numeric characters";
  if (policy.RequireSymbols && !symbol.test(password)) return "Password must have symbol characters";
  return null;
}

/** A temporary password that every policy takes. */
export function temporaryPassword(bytes: Buffer, policy: PasswordPolicyType = defaultPolicy): string {
  const length = Math.max(policy.MinimumLength ?? 8, 12);
  const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!#%+=?@";
  const random = Array.from({ length: length - 4 }, (_, i) => alphabet[(bytes[i % bytes.length] ?? 0) & 63]);
  return `Aa1!${random.join("")}`;
}
