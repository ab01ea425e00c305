import type { Series } from "../metrics/statistics.ts";
import { functions } from "./functions.ts";
import type { Expression } from "./parse-expression.ts";
import { combine, type Value } from "./value.ts";

/** Where an expression is evaluated. */
export interface Scope {
  /** @throws Error where there is no such id */
  lookup(id: string): Series;
  /** Of `METRICS("m")`: every metric (not expression) whose id contains the text. */
  metrics(containing: string): readonly Series[];
  /** Beginnings of all periods asked for. */
  readonly times: readonly number[];
  /** Seconds. */
  readonly period: number;
}

const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<": (a, b) => Number(a < b),
  "<=": (a, b) => Number(a <= b),
  ">": (a, b) => Number(a > b),
  ">=": (a, b) => Number(a >= b),
  "&&": (a, b) => Number(a !== 0 && b !== 0),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  "||": (a, b) => Number(a !== 0 || b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
};

/**
 * @returns a number, a series, or several series
 * @throws Error saying what is wrong
 * @throws WireError where this cloud does not have the function
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "text":
      throw new Error("texts stand only in METRICS and FILL");
    case "id":
      return scope.lookup(expression.name);
    case "list":
      return expression.items.flatMap((item) => {
        const value = evaluate(item, scope);
        if (typeof value === "number") throw new Error("a list is of time series");
        return Array.isArray(value) ? value : [value as Series];
      });
    case "negative":
      return combine(0, evaluate(expression.of, scope), (a, b) => a - b);
    case "binary": {
      const operator = operators[expression.operator];
      if (operator === undefined) throw new Error(`there is no operator ${expression.operator}`);
      return combine(evaluate(expression.left, scope), evaluate(expression.right, scope), operator);
    }
    case "call":
      return functions(expression.name)(expression.items, scope, (item) => evaluate(item, scope));
  }
}
