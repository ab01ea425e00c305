import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidValue } from "../errors.ts";
import type { Sample } from "./metric-store.ts";

/** Values by the beginning of their period (milliseconds since 1970). Periods without data are absent. */
export type Series = ReadonlyMap<number, number>;

/**
 * One statistic a period.
 *
 * @param from where the first period begins; periods are counted from here
 * @param period in milliseconds
 */
export function statisticOf(
  samples: readonly Sample[],
  statistic: string,
  from: number,
  period: number,
): Series {
  const compute = computeOf(statistic);
  const byPeriod = new Map<number, Sample[]>();
  for (const sample of samples) {
    const begin = from + Math.floor((sample.at - from) / period) * period;
    const list = byPeriod.get(begin);
    if (list === undefined) byPeriod.set(begin, [sample]);
    else list.push(sample);
  }
  const values = [...byPeriod].map(([begin, list]) => [begin, compute(list)] as const);
  return new Map(values.filter((entry): entry is [number, number] => entry[1] !== null));
}

type Compute = (samples: readonly Sample[]) => number | null;

const total = (samples: readonly Sample[], of: "count" | "sum") =>
  samples.reduce((sum, sample) => sum + sample[of], 0);

const simple: Readonly<Record<string, Compute>> = {
  SampleCount: (samples) => total(samples, "count"),
  Sum: (samples) => total(samples, "sum"),
  Average: (samples) => {
    const count = total(samples, "count");
    return count === 0 ? null : total(samples, "sum") / count;
  },
  Minimum: (samples) => samples.reduce((least, { minimum }) => Math.min(least, minimum), Infinity),
  Maximum: (samples) => samples.reduce((most, { maximum }) => Math.max(most, maximum), -Infinity),
};

/** @throws WireError where there is no such statistic, or this cloud does not have it */
export function computeOf(statistic: string): Compute {
  const known = simple[statistic];
  if (known !== undefined) return known;
  const percentile = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(statistic);
  if (percentile) return (samples) => percentileOf(samples, Number(percentile[1]));
  if (/^(tm|wm|tc|ts|pr|TM|WM|TC|TS|PR|IQM)/.test(statistic))
    throw notSupportedHere(`the statistic ${statistic}`);
  throw invalidValue(`The value ${statistic} for parameter Stat is not supported.`);
}

/** @returns null where only summaries were reported: they tell no percentiles */
function percentileOf(samples: readonly Sample[], percent: number): number | null {
  if (samples.some(({ values }) => values === null)) return null;
  const sorted = samples.flatMap(({ values }) => values ?? []).sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, each]) => sum + each, 0);
  if (count === 0) return null;
  // Between the two nearest ranks, as CloudWatch interpolates.
  const rank = (percent / 100) * (count - 1);
  const at = (index: number) => {
    let seen = 0;
    for (const [value, each] of sorted) {
      seen += each;
      if (index < seen) return value;
    }
    return sorted.at(-1)?.[0] ?? 0;
  };
  const low = at(Math.floor(rank));
  return low + (at(Math.ceil(rank)) - low) * (rank - Math.floor(rank));
}
