import { validation } from "../errors.ts";

export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "symbol" | "end";
  readonly text: string;
  readonly at: number;
}

const pattern =
  /\s*(?:([A-Za-z_$][A-Za-z0-9_$]*)|"((?:[^"]|"")+)"|'((?:[^']|'')*)'|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(<<|>>|<>|!=|<=|>=|[=<>(){}[\].,?:*+-]))/y;
const kinds = ["word", "quoted", "string", "number", "symbol"] as const;

/** Reads a PartiQL statement token by token. */
export interface StatementReader {
  readonly next: () => Token;
  readonly take: () => Token;
  readonly accept: (symbol: string) => boolean;
  readonly expect: (symbol: string) => void;
  /** Several words in a row, in any case. */
  readonly acceptWords: (words: string) => boolean;
  readonly expectWords: (words: string) => void;
  /** An attribute's, table's or index's name, quoted or not. */
  readonly name: () => string;
  readonly fail: () => never;
}

/** @throws WireError ValidationException where the text cannot be split into tokens */
export function readStatement(text: string): StatementReader {
  const tokens = tokenize(text);
  let at = 0;
  const next = () => tokens[at] as Token;
  const take = () => {
    const token = next();
    if (token.kind !== "end") at += 1;
    return token;
  };
  const fail = (): never => {
    const { kind, text: shown, at: position } = next();
    throw malformed(
      kind === "end" ? "Unexpected end of statement" : `Unexpected token ${shown} at 1:${position + 1}`,
    );
  };
  const accept = (symbol: string) => {
    if (next().kind !== "symbol" || next().text !== symbol) return false;
    at += 1;
    return true;
  };
  const acceptWords = (words: string) => {
    const wanted = words.split(" ");
    const found = wanted.every((word, offset) => {
      const token = tokens[at + offset];
      return token?.kind === "word" && token.text.toUpperCase() === word;
    });
    if (found) at += wanted.length;
    return found;
  };
  return {
    next,
    take,
    accept,
    expect(symbol) {
      if (!accept(symbol)) fail();
    },
    acceptWords,
    expectWords(words) {
      if (!acceptWords(words)) fail();
    },
    name() {
      const { kind } = next();
      return kind === "word" || kind === "quoted" ? take().text : fail();
    },
    fail,
  };
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (true) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) break;
    const found = match.slice(1).findIndex((group) => group !== undefined);
    const kind = kinds[found] as Token["kind"];
    const raw = match[found + 1] as string;
    const unescaped =
      kind === "quoted" ? raw.replaceAll('""', '"') : kind === "string" ? raw.replaceAll("''", "'") : raw;
    tokens.push({ kind, text: unescaped, at });
    at = pattern.lastIndex;
  }
  if (text.slice(at).trim().replace(/;$/, "") !== "") throw malformed(`Unexpected token at 1:${at + 1}`);
  tokens.push({ kind: "end", text: "", at });
  return tokens;
}

export function malformed(why: string) {
  return validation(`Statement wasn't well formed, can't be processed: ${why}`);
}
