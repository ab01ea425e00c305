import type { Series } from "../metrics/statistics.ts";

export type Value = number | Series | readonly Series[];

export function isSeries(value: Value): value is Series {
  return value instanceof Map;
}

/** Pairs values: of two series, where both have data; a number goes with each. What has no finite result is left out. */
export function combine(left: Value, right: Value, operator: (a: number, b: number) => number): Value {
  if (typeof left === "number" && typeof right === "number") return operator(left, right);
  if (Array.isArray(left)) return left.map((each: Series) => combine(each, right, operator) as Series);
  if (Array.isArray(right)) return right.map((each: Series) => combine(left, each, operator) as Series);
  const of = (value: Value, at: number) => (isSeries(value) ? value.get(at) : (value as number));
  const times = isSeries(left) ? left.keys() : (right as Series).keys();
  const result = new Map<number, number>();
  for (const at of times) {
    const [a, b] = [of(left, at), of(right, at)];
    if (a === undefined || b === undefined) continue;
    const value = operator(a, b);
    if (Number.isFinite(value)) result.set(at, value);
  }
  return result;
}

export function mapValue(value: Value, change: (each: number) => number): Value {
  return combine(value, 0, (each) => change(each));
}
