import { invalidPattern } from "../errors.ts";
import { type Comparison, comparison } from "./comparison.ts";
import type { Token } from "./tokens.ts";

/** The values that an operand has in one event: none where it does not exist. */
export type Read<Event> = (event: Event) => readonly unknown[];
export type Condition<Event> = (event: Event) => boolean;

const operators = ["=", "!=", "<", "<=", ">", ">="];

/**
 * Reads `operand = value && (operand IS NULL || operand NOT EXISTS)`. `&&` binds closer than `||`.
 *
 * @param operand reads a word that stands left of an operator; null where it is no operand
 * @throws WireError InvalidParameterException
 */
export function parseCondition<Event>(
  tokens: readonly Token[],
  operand: (word: string) => Read<Event> | null,
): Condition<Event> {
  let at = 0;
  const condition = either();
  if (at < tokens.length) throw invalidPattern();
  return condition;

  function either(): Condition<Event> {
    const alternatives = [both()];
    while (takeSymbol("||")) alternatives.push(both());
    return (event) => alternatives.some((alternative) => alternative(event));
  }

  function both(): Condition<Event> {
    const parts = [one()];
    while (takeSymbol("&&")) parts.push(one());
    return (event) => parts.every((part) => part(event));
  }

  function one(): Condition<Event> {
    if (takeSymbol("(")) {
      const inner = either();
      if (!takeSymbol(")")) throw invalidPattern();
      return inner;
    }
    const word = next();
    const read = word.kind === "word" ? operand(word.text) : null;
    if (read === null) throw invalidPattern();
    return test(read);
  }

  function test(read: Read<Event>): Condition<Event> {
    const operator = next();
    if (operator.kind === "symbol" && operators.includes(operator.text)) {
      const compare = comparison(operator.text as Comparison, next());
      return (event) => read(event).some(compare);
    }
    const words = `${operator.text} ${next().text}`.toUpperCase();
    if (words === "NOT EXISTS") return (event) => read(event).length === 0;
    const wanted = { "IS NULL": null, "IS TRUE": true, "IS FALSE": false }[words];
    if (operator.kind !== "word" || wanted === undefined) throw invalidPattern();
    return (event) => read(event).some((value) => value === wanted);
  }

  function next(): Token {
    const token = tokens[at];
    if (token === undefined) throw invalidPattern();
    at += 1;
    return token;
  }

  function takeSymbol(text: string): boolean {
    const token = tokens[at];
    if (token?.kind !== "symbol" || token.text !== text) return false;
    at += 1;
    return true;
  }
}
