import type { BackendChange } from "./compare-backends.ts";
import type { Danger } from "./danger.ts";

/** What a deployment is going to do, before it does it. */
export interface DeployPlan {
  readonly stage: string;
  readonly account: string;
  readonly region: string;
  /** The account has no bootstrap stack in this region yet: it gets one first. */
  readonly bootstrap: boolean;
  /** Those that change, in the order in which they are deployed; none: nothing is to be done. */
  readonly stacks: readonly StackPlan[];
  readonly changes: readonly BackendChange[];
  /** New indexes and unique constraints over records that are there already. */
  readonly backfills: readonly Backfill[];
  /** What would be lost; nothing is done as long as one of them is not accepted. */
  readonly dangers: readonly Danger[];
}

export interface StackPlan {
  readonly name: string;
  readonly kind: "create" | "update";
  /** Resources, nested stacks' included. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export interface Backfill {
  readonly kind: "index" | "unique";
  readonly model: string;
  /** Of the index or the constraint. */
  readonly name: string;
  readonly records: number;
}
