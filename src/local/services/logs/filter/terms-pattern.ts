import { invalidPattern } from "../errors.ts";
import type { MessageTest } from "./filter-pattern.ts";
import { regularExpression } from "./regular-expression.ts";

/** `word`, `"two words"`, `-without`, `?either ?or`, `%regular expression%`. Case matters. */
export function termsPattern(pattern: string): MessageTest {
  const required: MessageTest[] = [];
  const optional: MessageTest[] = [];
  const forbidden: MessageTest[] = [];
  const term = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s"%]+))/y;
  while (term.lastIndex < pattern.length) {
    const match = term.exec(pattern);
    if (match === null) throw invalidPattern();
    const [, sign, quoted, expression, bare = ""] = match;
    const test =
      expression === undefined
        ? contains(quoted?.replace(/\\(.)/g, "$1") ?? bare)
        : matches(regularExpression(expression));
    (sign === "?" ? optional : sign === "-" ? forbidden : required).push(test);
  }
  // Optional terms beside others are ignored, as AWS documents.
  const any = required.length + forbidden.length === 0 ? optional : [];
  return (message) =>
    required.every((test) => test(message)) &&
    !forbidden.some((test) => test(message)) &&
    (any.length === 0 || any.some((test) => test(message)));
}

const contains =
  (text: string): MessageTest =>
  (message) =>
    message.includes(text);

const matches =
  (expression: RegExp): MessageTest =>
  (message) =>
    expression.test(message);
