import { type Command, Errors } from "@oclif/core";
import { UserError } from "../errors/user-error.ts";
import { closest } from "./closest.ts";
import { spoken } from "./help/manifest.ts";

/**
 * Puts oclif's errors about arguments and flags into the words and exit code of ours. Everything else is returned as
 * it is. oclif does not export its parser's error classes, so they are told apart by the fields they carry.
 *
 * @param command the class whose arguments were parsed
 */
export function asUserError(error: unknown, command: typeof Command): unknown {
  if (!(error instanceof Errors.CLIError)) return error;
  const help = `See "plinth ${spoken(command.id)} --help".`;
  if (isListUnder(error, "flags")) return unknownFlags(error.flags, command, help);
  if (isListUnder(error, "args") && error.message.startsWith("Unexpected")) {
    return new UserError({
      code: "UNEXPECTED_ARGUMENT",
      message: `${quoted(error.args)} ${error.args.length === 1 ? "is one argument" : "are arguments"} too many.`,
      remedy: help,
    });
  }
  if (isListUnder(error, "args")) {
    const names = error.args.map((arg) => String((arg as { name?: unknown }).name).toUpperCase());
    return new UserError({
      code: "MISSING_ARGUMENT",
      message: `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} missing.`,
      remedy: help,
    });
  }
  const message = error.message.split("\nSee more help")[0] ?? error.message;
  return new UserError({
    code: "INVALID_FLAG",
    message: `${message.trimEnd().replace(/\.$/, "")}.`,
    remedy: help,
  });
}

function unknownFlags(flags: readonly unknown[], command: typeof Command, help: string): UserError {
  const known = ["json", ...Object.keys(command.flags ?? {}), ...Object.keys(command.baseFlags ?? {})];
  const meant = flags.map((flag) => closest(String(flag).replace(/^-+/, "").replace(/=.*$/s, ""), known));
  const suggestion = meant.flatMap((name) => (name === null ? [] : [`--${name}`])).join(" ");
  return new UserError({
    code: "UNKNOWN_FLAG",
    message: `There is no flag ${quoted(flags)} here.`,
    remedy: suggestion === "" ? help : `Did you mean ${suggestion}? ${help}`,
  });
}

function quoted(words: readonly unknown[]): string {
  return words.map((word) => `"${String(word).slice(0, 60)}"`).join(", ");
}

function isListUnder<K extends string>(
  value: object,
  key: K,
): value is Record<K, readonly unknown[]> & Error {
  return Array.isArray(Reflect.get(value, key));
}
