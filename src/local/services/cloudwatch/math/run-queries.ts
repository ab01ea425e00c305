import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { WireError } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";
import { type MetricStore, metricOf } from "../metrics/metric-store.ts";
import { computeOf, type Series, statisticOf } from "../metrics/statistics.ts";
import { evaluate, type Scope } from "./evaluate.ts";
import { type Expression, idsIn, parseExpression } from "./parse-expression.ts";
import type { Value } from "./value.ts";

export interface QueryResult {
  readonly query: MetricDataQuery;
  readonly series: readonly Series[];
}

/**
 * Runs the queries of GetMetricData or of an alarm, expressions over the others' results.
 *
 * @param from where the first period begins (milliseconds since 1970); periods are counted from here
 * @param to exclusive
 * @throws WireError
 */
export function runQueries(
  queries: readonly MetricDataQuery[],
  store: MetricStore,
  from: number,
  to: number,
): QueryResult[] {
  const byId = new Map(queries.map((query) => [query.Id ?? "", query]));
  if (byId.size < queries.length) throw validation("The ids of MetricDataQueries must be unique.");
  const done = new Map<string, Value>();
  const running = new Set<string>();
  const period = smallestPeriod(queries);

  function run(id: string): Value {
    const known = done.get(id);
    if (known !== undefined) return known;
    const query = byId.get(id);
    if (query === undefined) throw new Error(`there is no metric with the id ${id}`);
    if (running.has(id)) throw new Error(`${id} is made of itself`);
    running.add(id);
    const value = query.Expression === undefined ? fetch(query) : calculate(query.Expression);
    running.delete(id);
    done.set(id, value);
    return value;
  }

  function fetch({ MetricStat, Id }: MetricDataQuery): Series {
    if (MetricStat === undefined) throw validation(`The query ${Id} needs MetricStat or Expression.`);
    const { Metric, Stat = "", Period = 60, Unit } = MetricStat;
    const milliseconds = Period * 1000;
    const metric = metricOf(Metric?.Namespace, Metric?.MetricName, Metric?.Dimensions);
    return statisticOf(store.samples(metric, from, to, Unit ?? null), Stat, from, milliseconds);
  }

  function calculate(text: string): Value {
    const scope: Scope = {
      period,
      times: timesBetween(from, to, period * 1000),
      lookup(id) {
        const value = run(id);
        if (typeof value === "number" || Array.isArray(value))
          throw new Error(`${id} is no single time series`);
        return value as Series;
      },
      metrics: (containing) =>
        queries
          .filter(({ Id = "", MetricStat }) => MetricStat !== undefined && Id.includes(containing))
          .map(({ Id = "" }) => run(Id) as Series),
    };
    return evaluate(parseExpression(text), scope);
  }

  return queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .map((query) => {
      try {
        const value = run(query.Id ?? "");
        if (typeof value === "number") return { query, series: [new Map([[from, value]])] };
        return { query, series: Array.isArray(value) ? value : [value as Series] };
      } catch (error) {
        if (error instanceof WireError) throw error;
        throw validation(`Error in expression '${query.Id}': ${(error as Error).message}`);
      }
    });
}

/**
 * Refuses what could never be run.
 *
 * @throws WireError
 */
export function checkQueries(queries: readonly MetricDataQuery[]): void {
  const ids = new Set(queries.map(({ Id }) => Id));
  for (const { Id = "", Expression: text, MetricStat } of queries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id))
      throw validation(`The value ${Id} for parameter Id is not valid: it begins with a lower-case letter.`);
    if ((text === undefined) === (MetricStat === undefined))
      throw validation(`The query ${Id} needs either MetricStat or Expression.`);
    if (MetricStat !== undefined) {
      checkPeriod(MetricStat.Period ?? 0);
      computeOf(MetricStat.Stat ?? "");
    } else {
      const unknown = [...(idsIn(parse(text ?? "", Id)) ?? [])].find(
        (id) => !ids.has(id) && !["REPEAT", "LINEAR"].includes(id),
      );
      if (unknown !== undefined)
        throw validation(`Error in expression '${Id}': there is no metric with the id ${unknown}`);
    }
  }
}

/** @throws WireError */
export function checkPeriod(seconds: number): void {
  if (![1, 5, 10, 20, 30].includes(seconds) && !(seconds > 0 && seconds % 60 === 0))
    throw validation(
      `The value ${seconds} for parameter Period is not valid: 1, 5, 10, 20, 30 or a multiple of 60.`,
    );
}

/** Seconds. */
export function smallestPeriod(queries: readonly MetricDataQuery[]): number {
  const periods = queries.flatMap(({ MetricStat, Period }) => [MetricStat?.Period ?? Period ?? []].flat());
  return periods.length === 0 ? 60 : Math.min(...periods);
}

function timesBetween(from: number, to: number, period: number): number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / period)) },
    (_, index) => from + index * period,
  );
}

function parse(text: string, id: string): Expression {
  try {
    return parseExpression(text);
  } catch (error) {
    throw validation(`Error in expression '${id}': ${(error as Error).message}`);
  }
}
