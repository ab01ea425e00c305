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
  readonly logs: readonly string[];
}

/** What was asked of `extensions`. */
export interface Extensions {
  subscriptionFilter: SubscriptionFilter | null;
  invalidationFilter: SubscriptionFilter | null;
  readonly invalidations: { readonly subscriptionField: string; readonly payload: Record<string, unknown> }[];
}

export const noExtensions = (): Extensions => ({
  subscriptionFilter: null,
  invalidationFilter: null,
  invalidations: [],
});
