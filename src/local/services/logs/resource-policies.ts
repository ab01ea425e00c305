import type { Collection, Store } from "../../kernel/store.ts";

export interface ResourcePolicy {
  readonly policyName: string;
  /** JSON. */
  readonly policyDocument: string;
  /** Milliseconds since 1970. */
  readonly lastUpdatedTime: number;
}

/** By name. They are the region's, not a group's. */
export const resourcePolicies = (store: Store): Collection<ResourcePolicy> =>
  store.collection("logs.resource-policies");

/** What all of them say, as one policy; null: there is none. */
export function policyOfAll(store: Store): string | null {
  const all = resourcePolicies(store).list();
  if (all.length === 0) return null;
  const Statement = all.flatMap(
    ({ value }) => (JSON.parse(value.policyDocument) as { Statement: unknown }).Statement,
  );
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
