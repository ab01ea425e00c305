import type { OperationEvent } from "../../operations/context.ts";

/** Shows what operations report. */
export interface Reporter {
  report(event: OperationEvent): void;
  /** Ends what is on the screen; to be awaited before anything else is printed. */
  close(): Promise<void>;
}

/** For `--json`: nothing at all. */
export const silentReporter: Reporter = { report() {}, async close() {} };
