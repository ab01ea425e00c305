import type { Target } from "@aws-sdk/client-scheduler";
import type { Collection, Store } from "../../kernel/store.ts";

export interface Schedule {
  readonly name: string;
  readonly group: string;
  readonly expression: string;
  /** IANA name. */
  readonly timezone: string;
  /** Milliseconds since 1970. */
  readonly startDate: number | null;
  readonly endDate: number | null;
  /** 0: on time. */
  readonly windowMinutes: number;
  readonly state: "ENABLED" | "DISABLED";
  readonly description: string | null;
  readonly kmsKeyArn: string | null;
  readonly target: Target;
  readonly deleteAfterCompletion: boolean;
  readonly clientToken: string | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface Group {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly clientToken: string | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface SchedulerState {
  /** Key: group, `/`, name. */
  readonly schedules: Collection<Schedule>;
  readonly groups: Collection<Group>;
}

export function schedulerState(store: Store): SchedulerState {
  return { schedules: store.collection("scheduler.schedules"), groups: store.collection("scheduler.groups") };
}
