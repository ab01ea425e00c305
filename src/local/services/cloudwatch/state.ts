import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { Collection, Store } from "../../kernel/store.ts";
import { type MetricStore, metricStore } from "./metrics/metric-store.ts";

export type StateValue = "OK" | "ALARM" | "INSUFFICIENT_DATA";

export interface Alarm {
  readonly name: string;
  readonly kind: "MetricAlarm" | "CompositeAlarm";
  readonly description: string | null;
  readonly actionsEnabled: boolean;
  readonly okActions: readonly string[];
  readonly alarmActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly state: StateValue;
  readonly reason: string;
  /** JSON text. */
  readonly reasonData: string | null;
  /** Milliseconds since 1970. */
  readonly stateAt: number;
  readonly configuredAt: number;
  /** Metric alarms. */
  readonly metric: MetricCondition | null;
  /** Composite alarms. */
  readonly rule: string | null;
}

export interface MetricCondition {
  /** One metric: as the API takes it. Null where queries are given. */
  readonly single: {
    readonly Namespace: string;
    readonly MetricName: string;
    readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    readonly Statistic: string | null;
    readonly ExtendedStatistic: string | null;
    readonly Unit: string | null;
    /** Seconds. */
    readonly Period: number;
  } | null;
  readonly queries: readonly MetricDataQuery[];
  readonly comparison: string;
  readonly threshold: number;
  readonly periods: number;
  readonly datapoints: number;
  /** As given; null: all periods. */
  readonly givenDatapoints: number | null;
  readonly missing: "missing" | "ignore" | "breaching" | "notBreaching";
  readonly givenMissing: string | null;
  readonly lowSample: string | null;
}

export interface HistoryItem {
  readonly alarm: string;
  readonly kind: Alarm["kind"];
  readonly type: "ConfigurationUpdate" | "StateUpdate" | "Action";
  readonly at: number;
  readonly summary: string;
  /** JSON text. */
  readonly data: string;
}

export interface Dashboard {
  readonly name: string;
  /** JSON text. */
  readonly body: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly modifiedAt: number;
}

export interface CloudWatchState {
  readonly metrics: MetricStore;
  readonly alarms: Collection<Alarm>;
  /** Key: time in 15 digits, an id. */
  readonly history: Collection<HistoryItem>;
  readonly dashboards: Collection<Dashboard>;
}

export function cloudWatchState(store: Store): CloudWatchState {
  return {
    metrics: metricStore(store),
    alarms: store.collection("cloudwatch.alarms"),
    history: store.collection("cloudwatch.history"),
    dashboards: store.collection("cloudwatch.dashboards"),
  };
}
