import { UserError } from "../errors/user-error.ts";

/** Cognito's limit for the name of a user, which the address is. */
const longest = 128;

/**
 * An e-mail address as Plinth writes it: in small letters, as the user pool does not tell them apart.
 *
 * @throws UserError `EMAIL_INVALID`
 */
export function emailAddress(text: string): string {
  const address = text.trim().toLowerCase();
  const [, local = "", domain = ""] = /^([^\s@"(),:;<>[\]\\]+)@([^\s@]+)$/.exec(address) ?? [];
  const labels = domain.split(".");
  const isHost =
    labels.length > 1 &&
    labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label));
  const isDotted = !/^\.|\.\.|\.$/.test(local);
  if (local !== "" && isDotted && isHost && address.length <= longest && !/\p{C}/u.test(address))
    return address;
  throw new UserError({
    code: "EMAIL_INVALID",
    message: `${JSON.stringify(text.slice(0, 70))} is not an e-mail address.`,
    remedy: `Write it as jane@acme.example, with at most ${longest} characters.`,
  });
}
