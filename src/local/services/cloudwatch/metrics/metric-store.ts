import type { Dimension } from "@aws-sdk/client-cloudwatch";
import type { Store } from "../../../kernel/store.ts";

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** Sorted by name. */
  readonly dimensions: readonly (readonly [name: string, value: string])[];
}

/** What was reported at a time: one value, a set of values with counts, or their summary. */
export interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly unit: string;
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Value and count; null where only the summary is known. */
  readonly values: readonly (readonly [value: number, count: number])[] | null;
}

export interface MetricStore {
  add(metric: Metric, sample: Sample): void;
  /** From `from` (inclusive) to `to` (exclusive). */
  samples(metric: Metric, from: number, to: number, unit: string | null): Sample[];
  list(namespace: string | null, name: string | null): { metric: Metric; lastAt: number }[];
  forgetBefore(at: number): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS cloudwatch_metrics (
    id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, name TEXT NOT NULL, dimensions TEXT NOT NULL, lastAt INTEGER NOT NULL,
    UNIQUE (namespace, name, dimensions));
  CREATE TABLE IF NOT EXISTS cloudwatch_samples (
    metric INTEGER NOT NULL, at INTEGER NOT NULL, unit TEXT NOT NULL, count REAL NOT NULL, sum REAL NOT NULL,
    minimum REAL NOT NULL, maximum REAL NOT NULL, samples TEXT);
  CREATE INDEX IF NOT EXISTS cloudwatch_samples_by_time ON cloudwatch_samples (metric, at);`;

export function metricStore(store: Store): MetricStore {
  const { database } = store;
  database.exec(schema);
  const sql = {
    metric:
      database.prepare(`INSERT INTO cloudwatch_metrics (namespace, name, dimensions, lastAt) VALUES (?, ?, ?, ?)
      ON CONFLICT (namespace, name, dimensions) DO UPDATE SET lastAt = MAX(lastAt, excluded.lastAt) RETURNING id`),
    find: database.prepare(
      "SELECT id FROM cloudwatch_metrics WHERE namespace = ? AND name = ? AND dimensions = ?",
    ),
    list: database.prepare(`SELECT * FROM cloudwatch_metrics WHERE (?1 IS NULL OR namespace = ?1)
      AND (?2 IS NULL OR name = ?2) ORDER BY namespace, name, dimensions`),
    add: database.prepare("INSERT INTO cloudwatch_samples VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
    samples: database.prepare(`SELECT * FROM cloudwatch_samples WHERE metric = ?1 AND at >= ?2 AND at < ?3
      AND (?4 IS NULL OR unit = ?4) ORDER BY at`),
    forget: database.prepare("DELETE FROM cloudwatch_samples WHERE at < ?"),
    forgetMetrics: database.prepare("DELETE FROM cloudwatch_metrics WHERE lastAt < ?"),
  };
  return {
    add({ namespace, name, dimensions }, sample) {
      const { at, unit, count, sum, minimum, maximum, values } = sample;
      const row = sql.metric.get(namespace, name, JSON.stringify(dimensions), at);
      const kept = values === null ? null : JSON.stringify(values);
      sql.add.run(row?.["id"] as number, at, unit, count, sum, minimum, maximum, kept);
    },
    samples({ namespace, name, dimensions }, from, to, unit) {
      const row = sql.find.get(namespace, name, JSON.stringify(dimensions));
      if (row === undefined) return [];
      return sql.samples.all(row["id"] as number, from, to, unit).map((found) => {
        const { samples, ...rest } = found as unknown as Sample & { samples: string | null };
        return { ...rest, values: samples === null ? null : (JSON.parse(samples) as Sample["values"]) };
      });
    },
    list(namespace, name) {
      return sql.list.all(namespace, name).map((row) => ({
        metric: {
          namespace: row["namespace"] as string,
          name: row["name"] as string,
          dimensions: JSON.parse(row["dimensions"] as string) as Metric["dimensions"],
        },
        lastAt: row["lastAt"] as number,
      }));
    },
    forgetBefore(at) {
      sql.forget.run(at);
      sql.forgetMetrics.run(at);
    },
  };
}

export function metricOf(
  namespace: string | undefined,
  name: string | undefined,
  dimensions: readonly Dimension[] | undefined,
): Metric {
  const pairs = (dimensions ?? []).map(({ Name = "", Value = "" }) => [Name, Value] as const);
  return {
    namespace: namespace ?? "",
    name: name ?? "",
    dimensions: pairs.sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

export function presentDimensions({ dimensions }: Metric): { Name: string; Value: string }[] {
  return dimensions.map(([Name, Value]) => ({ Name, Value }));
}
