import { invalidPattern } from "../errors.ts";

/**
 * A regular expression between percent signs. CloudWatch knows a part of the syntax, which cannot be made to run away:
 * no groups, no back references.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html
 *
 * @throws WireError InvalidParameterException
 */
export function regularExpression(source: string): RegExp {
  if (!/^[\w:#=@/;,\-^$?[\]{}|\\*+.~ ]+$/.test(source)) throw invalidPattern();
  try {
    return new RegExp(source);
  } catch {
    throw invalidPattern();
  }
}
