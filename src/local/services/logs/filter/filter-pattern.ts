import { invalid } from "../errors.ts";
import { jsonPattern } from "./json-pattern.ts";
import { spaceDelimitedPattern } from "./space-delimited-pattern.ts";
import { termsPattern } from "./terms-pattern.ts";

export type MessageTest = (message: string) => boolean;

const longest = 1024;

/**
 * Reads a filter pattern: terms, `{ JSON conditions }`, or `[space-delimited, columns]`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 *
 * @param text empty: everything matches
 * @throws WireError InvalidParameterException
 */
export function filterPattern(text: string): MessageTest {
  const pattern = text.trim();
  if (pattern === "") return () => true;
  if (pattern.length > longest) return tooLong();
  if (pattern.startsWith("{")) return jsonPattern(pattern);
  if (pattern.startsWith("[")) return spaceDelimitedPattern(pattern);
  return termsPattern(pattern);
}

function tooLong(): never {
  throw invalid(
    `1 validation error detected: Value at 'filterPattern' failed to satisfy constraint: Member must have length less than or equal to ${longest}`,
  );
}
