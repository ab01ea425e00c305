import type { BackendChange } from "../../deploy/plan/compare-backends.ts";
import type { DescribedRequest } from "../../dev/describe-request.ts";
import type { FileChanges } from "../../dev/snapshot.ts";
import type { LogEntry } from "../../logs/log-entry.ts";
import type { Step } from "../context.ts";
import type { StageOutputs } from "../deploy.ts";
import type { SeedResult } from "../seed.ts";

export type { BackendChange } from "../../deploy/plan/compare-backends.ts";
export type { DescribedRequest } from "../../dev/describe-request.ts";
export type { FileChanges } from "../../dev/snapshot.ts";

/** What `plinth dev` tells while it runs. `at` is in milliseconds since 1970. */
export type DevEvent =
  /** The cloud answers. */
  | { readonly kind: "cloud"; readonly endpoint: string; readonly here: boolean; readonly fresh: boolean }
  /** Something has begun that ends with `live`, `unchanged` or `failed`. */
  | { readonly kind: "working"; readonly at: number; readonly files: FileChanges | null }
  | { readonly kind: "step"; readonly step: Step }
  | LiveEvent
  /** Files were saved that change nothing of what is deployed. */
  | { readonly kind: "unchanged"; readonly at: number; readonly files: FileChanges | null }
  | FailedEvent
  /** seed.ts has run, or has failed. */
  | {
      readonly kind: "seeded";
      readonly at: number;
      readonly result: SeedResult | null;
      readonly error: unknown;
    }
  | { readonly kind: "users"; readonly count: number; readonly latest: readonly DevUser[] }
  | { readonly kind: "request"; readonly at: number; readonly request: DevRequest }
  | { readonly kind: "log"; readonly entry: LogEntry }
  /** What the cloud has to say: mail that was sent, faults of its own. */
  | { readonly kind: "notice"; readonly at: number; readonly message: string };

export interface LiveEvent {
  readonly kind: "live";
  readonly at: number;
  /** Null: the start, or a deployment that was asked for. */
  readonly files: FileChanges | null;
  readonly changes: readonly BackendChange[];
  /** From the first sign of the change to the end of the deployment. */
  readonly milliseconds: number;
  readonly outputs: StageOutputs;
  /** The start. */
  readonly first: boolean;
  /** It stands again as it was deployed before: nothing had to be done. */
  readonly repaired: boolean;
}

export interface FailedEvent {
  readonly kind: "failed";
  readonly at: number;
  readonly files: FileChanges | null;
  readonly error: unknown;
  readonly milliseconds: number;
  /** Something was deployed before, and goes on. */
  readonly served: boolean;
  /** What would have to be agreed to for it to go on: `remove-field:Invoice.note`. */
  readonly accept: readonly string[];
}

export interface DevUser {
  readonly name: string;
  readonly status: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface DevRequest extends DescribedRequest {
  readonly status: number;
  readonly milliseconds: number;
}
