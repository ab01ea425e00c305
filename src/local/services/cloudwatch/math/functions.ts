import { notSupportedHere } from "../../../kernel/wire-error.ts";
import type { Series } from "../metrics/statistics.ts";
import type { Scope } from "./evaluate.ts";
import type { Expression } from "./parse-expression.ts";
import { isSeries, mapValue, type Value } from "./value.ts";

type Run = (items: readonly Expression[], scope: Scope, evaluate: (item: Expression) => Value) => Value;

const reductions: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  MAX: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
};

const each: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  LOG: Math.log,
  LOG10: Math.log10,
};

const others: Readonly<Record<string, Run>> = {
  METRICS(items, scope) {
    const [containing] = items;
    if (containing !== undefined && containing.kind !== "text") throw new Error("METRICS takes a text");
    return scope.metrics(containing?.value ?? "");
  },

  FILL(items, scope, evaluate) {
    const [of, by] = items;
    if (of === undefined || by === undefined) throw new Error("FILL takes two values");
    const value = evaluate(of);
    const fill = (series: Series) => filled(series, by, scope, evaluate);
    if (typeof value === "number") throw new Error("FILL takes time series");
    return isSeries(value) ? fill(value) : value.map(fill);
  },

  IF(items, scope, evaluate) {
    const [condition, then, otherwise] = items;
    if (condition === undefined || then === undefined) throw new Error("IF takes two or three values");
    const [test, yes, no] = [evaluate(condition), evaluate(then), otherwise && evaluate(otherwise)];
    if (typeof test === "number") return test !== 0 ? yes : (no ?? new Map());
    if (!isSeries(test)) throw new Error("IF takes one condition");
    const at = (value: Value | undefined, time: number) =>
      value === undefined ? undefined : isSeries(value) ? value.get(time) : (value as number);
    const pairs = scope.times.flatMap((time) => {
      const held = test.get(time);
      const value = held === undefined ? undefined : at(held !== 0 ? yes : no, time);
      return value === undefined ? [] : [[time, value] as const];
    });
    return new Map(pairs);
  },

  PERIOD: (_items, scope) => scope.period,

  RATE(items, _scope, evaluate) {
    return differences(
      single(evaluate(items[0] as Expression), "RATE"),
      (change, seconds) => change / seconds,
    );
  },

  DIFF(items, _scope, evaluate) {
    return differences(single(evaluate(items[0] as Expression), "DIFF"), (change) => change);
  },

  RUNNING_SUM(items, _scope, evaluate) {
    let sum = 0;
    return new Map(
      sorted(single(evaluate(items[0] as Expression), "RUNNING_SUM")).map(([at, value]) => {
        sum += value;
        return [at, sum];
      }),
    );
  },

  TIME_SERIES(items, scope, evaluate) {
    const value = evaluate(items[0] as Expression);
    if (typeof value !== "number") throw new Error("TIME_SERIES takes a number");
    return new Map(scope.times.map((at) => [at, value]));
  },
};

/** @throws WireError where this cloud does not have the function */
export function functions(name: string): Run {
  const reduce = reductions[name];
  if (reduce !== undefined)
    return (items, _scope, evaluate) => reduced(evaluate(items[0] as Expression), reduce);
  const change = each[name];
  if (change !== undefined)
    return (items, _scope, evaluate) => mapValue(evaluate(items[0] as Expression), change);
  const other = others[name];
  if (other === undefined) throw notSupportedHere(`the metric math function ${name}`);
  return other;
}

/** Of one series, all its values; of several, those of each time. */
function reduced(value: Value, reduce: (values: readonly number[]) => number): Value {
  if (typeof value === "number") return value;
  if (isSeries(value)) return value.size === 0 ? new Map() : reduce([...value.values()]);
  const byTime = new Map<number, number[]>();
  for (const series of value) {
    for (const [at, number] of series) byTime.set(at, [...(byTime.get(at) ?? []), number]);
  }
  return new Map([...byTime].map(([at, values]) => [at, reduce(values)]));
}

function filled(series: Series, by: Expression, scope: Scope, evaluate: (item: Expression) => Value): Series {
  if (by.kind === "id" && by.name === "REPEAT") {
    let last: number | undefined;
    return fromTimes(scope, (at) => {
      last = series.get(at) ?? last;
      return last;
    });
  }
  if (by.kind === "id" && by.name === "LINEAR") return linear(series, scope);
  const value = evaluate(by);
  if (typeof value !== "number") throw new Error("FILL takes a number, REPEAT or LINEAR");
  return fromTimes(scope, (at) => series.get(at) ?? value);
}

function linear(series: Series, scope: Scope): Series {
  const known = sorted(series);
  return fromTimes(scope, (at) => {
    const exact = series.get(at);
    if (exact !== undefined) return exact;
    const after = known.find(([time]) => time > at);
    const before = known.findLast(([time]) => time < at);
    if (before === undefined || after === undefined) return undefined;
    return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0]);
  });
}

function fromTimes(scope: Scope, valueAt: (at: number) => number | undefined): Series {
  const result = new Map<number, number>();
  for (const at of scope.times) {
    const value = valueAt(at);
    if (value !== undefined) result.set(at, value);
  }
  return result;
}

function differences(series: Series, of: (change: number, seconds: number) => number): Series {
  const points = sorted(series);
  return new Map(
    points.slice(1).map(([at, value], index) => {
      const [before, last] = points[index] as [number, number];
      return [at, of(value - last, (at - before) / 1000)];
    }),
  );
}

function sorted(series: Series): [number, number][] {
  return [...series].sort(([a], [b]) => a - b);
}

function single(value: Value, name: string): Series {
  if (typeof value === "number" || !isSeries(value)) throw new Error(`${name} takes one time series`);
  return value;
}
