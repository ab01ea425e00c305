import type { AppSyncError, EarlyReturn } from "./signals.ts";
import type { SubscriptionFilter } from "./subscription-filter.ts";

/** What one evaluation of a handler did. */
export interface Outcome {
  readonly end:
    | { readonly kind: "value"; readonly value: unknown }
    | { readonly kind: "earlyReturn"; readonly signal: EarlyReturn }
    | { readonly kind: "error"; readonly error: AppSyncError };
  readonly stash: Record<string, unknown>;
  /** Errors of `util.appendError`. */
  readonly appended: readonly AppSyncError[];
  readonly extensions: Extensions;
  readonly logs: readonly LogLine[];
  /** Of `util.http.addResponseHeader`, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Of `console.log` and `console.error`. */
export interface LogLine {
  readonly level: "INFO" | "ERROR";
  readonly text: string;
}

/** What was asked of `extensions`. */
export interface Extensions {
  subscriptionFilter: SubscriptionFilter | null;
  invalidationFilter: SubscriptionFilter | null;
  readonly invalidations: { readonly subscriptionField: string; readonly payload: Record<string, unknown> }[];
  /** Entries of a cache that are to go. */
  readonly evictions: {
    readonly typeName: string;
    readonly fieldName: string;
    readonly keys: Readonly<Record<string, unknown>>;
  }[];
}

export const noExtensions = (): Extensions => ({
  subscriptionFilter: null,
  invalidationFilter: null,
  invalidations: [],
  evictions: [],
});
