import type { Budget, Notification, Subscriber } from "@aws-sdk/client-budgets";
import type { Collection, Store } from "../../kernel/store.ts";

export interface StoredBudget {
  readonly name: string;
  /** As given, without its times. */
  readonly budget: Budget;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly updatedAt: number;
  readonly notifications: readonly StoredNotification[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface StoredNotification {
  readonly notification: Notification;
  readonly subscribers: readonly Subscriber[];
}

export interface BudgetsState {
  readonly budgets: Collection<StoredBudget>;
}

export function budgetsState(store: Store): BudgetsState {
  return { budgets: store.collection("budgets.budgets") };
}
