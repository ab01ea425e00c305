import type { ModelSpec } from "../../data/spec.ts";
import type { Logger } from "../../lambda/log/logger.ts";
import type { Tables } from "./tables.ts";

/** What cleaning up works with. */
export interface CleanUpContext {
  readonly models: ReadonlyMap<string, ModelSpec>;
  readonly tables: Tables;
  /** Where links live, whatever their models do. */
  readonly pooledTable: string;
  readonly tableOf: (spec: ModelSpec) => string;
  /** ISO 8601. */
  readonly now: () => string;
  readonly log: Logger;
  /** Has this invocation done its share? Asked after each page. */
  readonly isLate: () => boolean;
  /** Counts what was seen. */
  readonly progress: (items: number) => void;
}
