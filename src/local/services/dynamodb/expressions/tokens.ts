import { validation } from "../errors.ts";

export interface Token {
  readonly kind: "word" | "name" | "value" | "number" | "symbol" | "end";
  readonly text: string;
  /** Where it stands in the expression. */
  readonly start: number;
  readonly end: number;
}

/** `#alias` and `:value` may begin with digits; plain names may not. */
const pattern =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[=<>().,[\]+-]))/y;
const kinds = ["word", "name", "value", "number", "symbol"] as const;

/** Splits an expression of any kind. The last token is the end. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  let at = 0;
  while (true) {
    const match = pattern.exec(text);
    if (match === null) break;
    const found = match.slice(1).findIndex((group) => group !== undefined);
    const matched = match[found + 1] as string;
    at = pattern.lastIndex;
    tokens.push({
      kind: kinds[found] as Token["kind"],
      text: matched,
      start: at - matched.length,
      end: at,
    });
  }
  const start = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
  if (start < text.length) {
    tokens.push({ kind: "symbol", text: text[start] as string, start, end: start + 1 });
    throw syntaxError(text, tokens, tokens.length - 1);
  }
  tokens.push({ kind: "end", text: "<EOF>", start, end: start });
  return tokens;
}

/** `Syntax error; token: "b", near: "a b c"`: the token with the one before and the one after. */
export function syntaxError(text: string, tokens: readonly Token[], at: number) {
  const token = tokens[at] as Token;
  const from = (tokens[at - 1] ?? token).start;
  const until = (tokens[at + 1] ?? token).end;
  return validation(
    `Syntax error; token: ${JSON.stringify(token.text)}, near: ${JSON.stringify(text.slice(from, until).trimEnd())}`,
  );
}
