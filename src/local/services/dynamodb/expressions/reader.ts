import { validation } from "../errors.ts";
import { isReserved } from "./reserved-words.ts";
import type { Operand } from "./syntax.ts";
import { syntaxError, type Token, tokenize } from "./tokens.ts";

const longestExpression = 4096;
const mostOperators = 300;
const keywords: ReadonlySet<string> = new Set(["AND", "OR", "NOT", "BETWEEN", "IN"]);

/** Reads an expression token by token. Faults that AWS reports only of well-formed expressions are kept until the end. */
export interface Reader {
  readonly next: () => Token;
  /** Goes on; answers the token that was there. */
  readonly take: () => Token;
  /** @returns whether the symbol was there, and has been taken */
  readonly accept: (symbol: string) => boolean;
  readonly expect: (symbol: string) => void;
  /** The same for keywords, in any case. */
  readonly acceptWord: (word: string) => boolean;
  readonly isWord: (word: string) => boolean;
  readonly path: () => Operand & { kind: "path" };
  /** The name of a function with its opening parenthesis; null: something else is there. */
  readonly callee: () => string | null;
  readonly operator: () => void;
  /** After an opening parenthesis: is all inside it in parentheses once more? */
  readonly doubled: () => boolean;
  /** A fault of the meaning: the first of the most important kind is thrown by `finish`. */
  readonly fault: (kind: FaultKind, message: string) => void;
  readonly fail: () => never;
  /** @throws WireError where tokens remain or a fault was kept */
  readonly finish: () => void;
}

export type FaultKind = "parentheses" | "unknownFunction" | "misusedFunction" | "section" | "reserved";

const order: readonly FaultKind[] = [
  "parentheses",
  "unknownFunction",
  "misusedFunction",
  "reserved",
  "section",
];

/** @throws WireError ValidationException, without the `Invalid ConditionExpression: ` that the caller knows */
export function readExpression(text: string): Reader {
  if (text.trim() === "") throw validation("The expression can not be empty;");
  const size = Buffer.byteLength(text, "utf8");
  if (size > longestExpression) {
    throw validation(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
  }
  const tokens = tokenize(text);
  const faults: Partial<Record<FaultKind, string>> = {};
  let at = 0;
  let operators = 0;

  const next = () => tokens[at] as Token;
  const take = () => {
    const token = next();
    if (token.kind !== "end") at += 1;
    return token;
  };
  const fail = (): never => {
    throw syntaxError(text, tokens, at);
  };
  const accept = (symbol: string) => {
    if (next().kind !== "symbol" || next().text !== symbol) return false;
    at += 1;
    return true;
  };
  const expect = (symbol: string) => {
    if (!accept(symbol)) fail();
  };
  const isWord = (word: string) => next().kind === "word" && next().text.toUpperCase() === word;
  const fault = (kind: FaultKind, message: string) => {
    faults[kind] ??= message;
  };

  function name(): string {
    const token = next();
    if (token.kind === "word" && !keywords.has(token.text.toUpperCase())) {
      if (isReserved(token.text)) {
        fault("reserved", `Attribute name is a reserved keyword; reserved keyword: ${token.text}`);
      }
    } else if (token.kind !== "name") fail();
    return take().text;
  }

  return {
    next,
    take,
    accept,
    expect,
    isWord,
    acceptWord(word) {
      if (!isWord(word)) return false;
      at += 1;
      return true;
    },
    path() {
      const parts: (string | number)[] = [name()];
      while (true) {
        if (accept(".")) parts.push(name());
        else if (accept("[")) {
          if (next().kind !== "number") fail();
          parts.push(Number(take().text));
          expect("]");
        } else return { kind: "path", parts };
      }
    },
    callee() {
      const { kind, text: called } = next();
      if (kind !== "word" || tokens[at + 1]?.text !== "(" || keywords.has(called.toUpperCase())) return null;
      at += 2;
      return called;
    },
    operator() {
      operators += 1;
    },
    doubled() {
      let depth = 0;
      for (let position = at; position < tokens.length; position += 1) {
        const { text: symbol } = tokens[position] as Token;
        if (symbol === "(") depth += 1;
        else if (symbol === ")") depth -= 1;
        if (depth === 0) return position > at && tokens[position + 1]?.text === ")";
      }
      return false;
    },
    fault,
    fail,
    finish() {
      if (next().kind !== "end") fail();
      if (operators > mostOperators) {
        throw validation(`The expression contains too many operators; operator count: ${operators}`);
      }
      for (const kind of order) {
        const message = faults[kind];
        if (message !== undefined) throw validation(message);
      }
    },
  };
}
