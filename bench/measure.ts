import type { Case, Measured } from "./benchmark.ts";

/**
 * Measures cases in turns, so that whatever else the machine does falls on all of them alike. The first turn warms up and
 * does not count.
 */
export async function measure(cases: readonly Case[], rounds: number): Promise<Measured[]> {
  const samples = cases.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [position, each] of cases.entries()) {
      const took = await each.run();
      if (round > 0) samples[position]?.push(took);
    }
  }
  return cases.map((each, position) => ({ ...each, samples: samples[position] ?? [] }));
}

/** The middle one of several numbers, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}
