import type { Plain } from "../../../../src/local/services/appsync/runtime/plain.ts";

/** Counts what DynamoDB is asked, for instance to show that a list costs one query however long it is. */
export class CallLog {
  private readonly calls: { readonly operation: string; readonly request: Plain }[] = [];

  /** Give this to `dynamodb(client, table, log.record)`. */
  readonly record = (operation: string, request: Plain): void => {
    this.calls.push({ operation, request });
  };

  /** Calls per operation since the last reset: `{ Query: 1, BatchGetItem: 1 }`. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.calls) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  /** Every request since the last reset, as the handlers returned it. */
  requests(): readonly Plain[] {
    return this.calls.map((call) => call.request);
  }

  reset(): void {
    this.calls.length = 0;
  }
}
