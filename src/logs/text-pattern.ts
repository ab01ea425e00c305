import { UserError } from "../errors/user-error.ts";

/** CloudWatch's limit for a pattern. */
const longest = 1_024;

/**
 * The filter pattern that finds a text as it stands in the line, capitals and all.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 *
 * @throws UserError `FILTER_INVALID`
 */
export function textPattern(text: string): string {
  const pattern = `"${text.replace(/["\\]/g, "\\$&")}"`;
  if (text.trim() !== "" && pattern.length <= longest && !/\p{Cc}/u.test(text)) return pattern;
  throw new UserError({
    code: "FILTER_INVALID",
    message: "That text cannot be looked for.",
    remedy: `Give 1 to ${longest - 2} visible characters of a line.`,
  });
}
