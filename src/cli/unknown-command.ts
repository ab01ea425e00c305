import { UserError } from "../errors/user-error.ts";
import { closest } from "./closest.ts";
import { spoken } from "./help/manifest.ts";

/**
 * The error for words that name no command, with the one that was probably meant.
 *
 * @param words the arguments up to the first flag
 * @param ids every command's id
 */
export function unknownCommand(words: readonly string[], ids: readonly string[]): UserError {
  const first = words[0] ?? "";
  const meant = closest(words.slice(0, 2).join(" "), ids.map(spoken)) ?? closest(first, ids.map(spoken));
  // "tenant" alone is the beginning of several.
  const page = ids.some((id) => id.startsWith(`${first}:`)) ? `plinth ${first} --help` : "plinth --help";
  return new UserError({
    code: "UNKNOWN_COMMAND",
    message: `There is no command "${clip(first)}".`,
    remedy: meant === null ? `See "${page}" for the commands.` : `Did you mean "plinth ${meant}"?`,
  });
}

function clip(word: string): string {
  return word.length > 60 ? `${word.slice(0, 60)}...` : word;
}
