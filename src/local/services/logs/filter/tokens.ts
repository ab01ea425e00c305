import { invalidPattern } from "../errors.ts";

export type Token =
  | { readonly kind: "symbol"; readonly text: string }
  /** A word, a number, a selector. */
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "quoted"; readonly text: string }
  | { readonly kind: "expression"; readonly text: string };

const syntax =
  /\s*(?:(&&|\|\||!=|<=|>=|=|<|>|\(|\))|"((?:[^"\\]|\\.)*)"|%([^%]+)%|(\$(?:[^\s&|!=<>()'"[\]]|\[[^\]]*\])*)|([^\s&|!=<>()"%]+))/y;

/**
 * The words of a condition in a filter pattern.
 *
 * @throws WireError InvalidParameterException
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const token = new RegExp(syntax, "y");
  const trimmed = text.trim();
  while (token.lastIndex < trimmed.length) {
    const match = token.exec(trimmed);
    if (match === null) throw invalidPattern();
    const [, symbol, quoted, expression, selector, word] = match;
    if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
    else if (quoted !== undefined) tokens.push({ kind: "quoted", text: quoted.replace(/\\(.)/g, "$1") });
    else if (expression !== undefined) tokens.push({ kind: "expression", text: expression });
    else tokens.push({ kind: "word", text: selector ?? word ?? "" });
  }
  return tokens;
}
