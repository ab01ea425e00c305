/** A metric math expression: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "id"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "call"; readonly name: string; readonly items: readonly Expression[] }
  | { readonly kind: "negative"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Weakest first. */
const levels = [
  ["||", "OR"],
  ["&&", "AND"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
];
const token =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|("[^"]*"|'[^']*')|([A-Za-z_][A-Za-z0-9_]*)|(\|\||&&|==|!=|<=|>=|[-+*/^()[\],<>]))/y;

/** @throws Error saying what is wrong */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  let at = 0;

  function accept(...wanted: string[]): string | null {
    const found = tokens[at];
    if (found === undefined || !wanted.includes(found)) return null;
    at += 1;
    return found;
  }

  function expect(wanted: string): void {
    if (accept(wanted) === null) throw new Error(`expected ${wanted} in ${text}`);
  }

  function binary(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return power();
    let left = binary(level + 1);
    for (let operator = accept(...operators); operator !== null; operator = accept(...operators))
      left = { kind: "binary", operator, left, right: binary(level + 1) };
    return left;
  }

  function power(): Expression {
    const left = unary();
    return accept("^") === null ? left : { kind: "binary", operator: "^", left, right: power() };
  }

  function unary(): Expression {
    return accept("-") === null ? primary() : { kind: "negative", of: unary() };
  }

  function list(end: string): Expression[] {
    const items: Expression[] = [];
    if (accept(end) !== null) return items;
    do items.push(binary(0));
    while (accept(",") !== null);
    expect(end);
    return items;
  }

  function primary(): Expression {
    if (accept("(") !== null) {
      const inner = binary(0);
      expect(")");
      return inner;
    }
    if (accept("[") !== null) return { kind: "list", items: list("]") };
    const found = tokens[at];
    if (found === undefined) throw new Error(`${text} ends too early`);
    at += 1;
    if (/^\d/.test(found)) return { kind: "number", value: Number(found) };
    if (/^["']/.test(found)) return { kind: "text", value: found.slice(1, -1) };
    if (!/^[A-Za-z_]/.test(found)) throw new Error(`${found} stands where a value should`);
    return accept("(") === null
      ? { kind: "id", name: found }
      : { kind: "call", name: found.toUpperCase(), items: list(")") };
  }

  const whole = binary(0);
  if (at < tokens.length) throw new Error(`${tokens[at]} is too much in ${text}`);
  return whole;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (match === null) throw new Error(`${JSON.stringify(text.slice(from, from + 10))} is not understood`);
    tokens.push((match[1] ?? match[2] ?? match[3] ?? match[4]) as string);
  }
  return tokens;
}

/** Ids of the metrics that an expression reads; null: all (`METRICS()`). */
export function idsIn(expression: Expression): ReadonlySet<string> | null {
  const ids = new Set<string>();
  let all = false;
  const visit = (node: Expression): void => {
    if (node.kind === "id") ids.add(node.name);
    if (node.kind === "negative") visit(node.of);
    if (node.kind === "binary") [node.left, node.right].forEach(visit);
    if (node.kind === "call" && node.name === "METRICS") all = true;
    if (node.kind === "call" || node.kind === "list") node.items.forEach(visit);
  };
  visit(expression);
  return all ? null : ids;
}
