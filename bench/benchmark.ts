/** One thing that is measured: rows that belong together, measured in turns. */
export interface Benchmark {
  /** What `node bench/run.ts <name>` is told. */
  readonly name: string;
  readonly title: string;
  /** Makes what the cases need; called once, before anything is measured. */
  prepare(folder: string): Promise<readonly Case[]>;
  /** Times each case is measured, not counting one to warm up. */
  readonly rounds: number;
}

/** A benchmark whose table is not of milliseconds. */
export interface Report {
  readonly name: string;
  readonly title: string;
  /** Measures, and says what it found as a Markdown table. */
  report(folder: string): Promise<string>;
}

export interface Case {
  readonly name: string;
  /** Does the work once and says how long it took, in milliseconds. */
  readonly run: () => Promise<number>;
  /** Name of the case in the same benchmark that this one is compared with. */
  readonly floor?: string;
  /** The most it should take, in milliseconds, and as a multiple of the floor. */
  readonly target?: { readonly milliseconds?: number; readonly timesFloor?: number };
}

export interface Measured extends Case {
  /** Milliseconds, in the order measured. */
  readonly samples: readonly number[];
}
