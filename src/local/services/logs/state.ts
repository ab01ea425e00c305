import type { Collection, Store } from "../../kernel/store.ts";
import { type EventTable, eventTable } from "./storage/events.ts";
import { type GroupTable, groupTable } from "./storage/groups.ts";
import { type StreamTable, streamTable } from "./storage/streams.ts";

export interface MetricFilter {
  readonly filterName: string;
  readonly logGroupName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly object[];
  /** Milliseconds since 1970. */
  readonly creationTime: number;
}

export interface LogsState {
  readonly store: Store;
  readonly groups: GroupTable;
  readonly streams: StreamTable;
  readonly events: EventTable;
  /** By group and filter name. */
  readonly metricFilters: Collection<MetricFilter>;
  /** Told of every event that is put; live tail listens. Not kept: sessions end with the process. */
  readonly listeners: Set<(events: readonly LiveEvent[]) => void>;
}

export interface LiveEvent {
  readonly group: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
}

/** Log events have tables of their own: they are many, and read by time. */
export function logsState(store: Store): LogsState {
  return {
    store,
    groups: groupTable(store.database),
    streams: streamTable(store.database),
    events: eventTable(store.database),
    metricFilters: store.collection("logs.metric-filters"),
    listeners: new Set(),
  };
}
