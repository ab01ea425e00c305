import type { GetRandomPasswordRequest, GetRandomPasswordResponse } from "@aws-sdk/client-secrets-manager";
import type { Ids } from "../../../kernel/ids.ts";
import type { Operation } from "../../../kernel/service.ts";
import { invalidParameter } from "../errors.ts";
import type { Secrets } from "../secrets.ts";

const kinds = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  numbers: "0123456789",
  punctuation: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export const getRandomPassword = (
  secrets: Secrets,
): Operation<GetRandomPasswordRequest, GetRandomPasswordResponse> => ({
  access: () => [{ action: "secretsmanager:GetRandomPassword", resource: "*" }],

  handle(input) {
    const length = input.PasswordLength ?? 32;
    const excluded = new Set(input.ExcludeCharacters ?? "");
    const alphabets = [
      input.ExcludeLowercase ? "" : kinds.lower,
      input.ExcludeUppercase ? "" : kinds.upper,
      input.ExcludeNumbers ? "" : kinds.numbers,
      input.ExcludePunctuation ? "" : kinds.punctuation,
      input.IncludeSpace ? " " : "",
    ]
      .map((alphabet) => [...alphabet].filter((character) => !excluded.has(character)).join(""))
      .filter((alphabet) => alphabet !== "");
    if (length < 1 || length > 4096 || alphabets.length === 0)
      throw invalidParameter("The password length must be between 1 and 4096, of at least one character.");
    const each = input.RequireEachIncludedType !== false ? alphabets : [];
    if (each.length > length) throw invalidParameter("The password is too short for each included type.");
    const { ids } = secrets.context;
    const all = alphabets.join("");
    const characters = Array.from({ length }, (_, index) => pick(each[index] ?? all, ids));
    return { RandomPassword: shuffle(characters, ids).join("") };
  },
});

function pick(alphabet: string, ids: Ids): string {
  return alphabet[below(alphabet.length, ids)] as string;
}

/** Fisher and Yates: every order is equally likely. */
function shuffle(characters: string[], ids: Ids): string[] {
  const result = [...characters];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = below(last + 1, ids);
    const taken = result[last] as string;
    result[last] = result[other] as string;
    result[other] = taken;
  }
  return result;
}

/** Without bias: draws again what would make small numbers likelier. */
function below(limit: number, ids: Ids): number {
  const range = 2 ** 32;
  for (;;) {
    const drawn = ids.bytes(4).readUInt32BE();
    if (drawn < range - (range % limit)) return drawn % limit;
  }
}
