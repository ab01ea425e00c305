import { util } from "@aws-appsync/utils";

/**
 * Does the whole text match? `util.matches` may look for the pattern anywhere, and Java's `$` also matches before a line
 * end, hence the look-ahead for "nothing follows".
 *
 * @param pattern Java-compatible
 */
export function matchesWhole(pattern: string, text: string): boolean {
  return util.matches(`^(?:${pattern})(?![\\s\\S])`, text);
}

/** Is it a ULID, as every id of a record is? */
export function isUlid(text: unknown): text is string {
  return typeof text === "string" && matchesWhole("[0-7][0-9A-HJKMNP-TV-Z]{25}", text);
}
