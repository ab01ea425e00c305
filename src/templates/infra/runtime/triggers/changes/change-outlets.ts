import type { ModelChange } from "../../lambda/wrap-model-change.ts";
import type { CleanUpJob } from "./clean-up-job.ts";

/** Where the consequences of a change go, besides the tables. */
export interface ChangeOutlets {
  /** Invokes a function, without waiting for what comes of it. @param name kebab-case */
  invoke(name: string, change: ModelChange): Promise<void>;
  /** Puts one message into the clean-up queue. @param jobs a few hundred at most @param delaySeconds 0 to 900 */
  enqueue(jobs: readonly CleanUpJob[], delaySeconds: number): Promise<void>;
  /** Deletes a file; one that is gone already is fine. */
  deleteFile(key: string): Promise<void>;
}
