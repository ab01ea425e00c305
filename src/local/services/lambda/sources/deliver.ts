import type { ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Execution, Executor } from "../execution/executor.ts";
import { findTarget } from "../functions.ts";
import type { LambdaState, SourceMapping } from "../state.ts";
import { traceHeader } from "../trace-header.ts";

/** One delivery of a batch. */
export interface Delivery {
  readonly requestId: string;
  readonly execution: Execution;
  /** Items that the function says it could not handle; null: it does not report items, or reports nonsense. */
  readonly failedItems: readonly string[] | null;
}

/**
 * Invokes a mapping's function with records.
 *
 * @returns null where it is throttled or cannot be started: to be tried again
 */
export type Deliver = (mapping: SourceMapping, records: readonly object[]) => Promise<Delivery | null>;

export function deliverer(state: LambdaState, context: ServiceContext, executor: Executor): Deliver {
  return async (mapping, records) => {
    const requestId = context.ids.uuid();
    try {
      const reference = { name: mapping.functionName, qualifier: mapping.qualifier };
      const target = findTarget(state, reference, context);
      const execution = await executor.run(target, {
        requestId,
        payload: JSON.stringify({ Records: records }),
        trace: traceHeader(undefined, target.configuration.tracing === "Active", context),
        clientContext: null,
      });
      return { requestId, execution, failedItems: failedItems(mapping, execution) };
    } catch (error) {
      if (error instanceof WireError) return null;
      throw error;
    }
  };
}

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 *
 * @returns an empty list: all is done. Null: all has failed
 */
function failedItems(mapping: SourceMapping, { error, payload }: Execution): string[] | null {
  if (error !== null) return null;
  if (!mapping.reportItemFailures) return [];
  const answer = JSON.parse(Buffer.from(payload).toString("utf8")) as {
    readonly batchItemFailures?: readonly { readonly itemIdentifier?: unknown }[] | null;
  } | null;
  const failures = answer?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return null;
  const ids = failures.map(({ itemIdentifier }) => itemIdentifier);
  return ids.every((id) => typeof id === "string" && id !== "") ? (ids as string[]) : null;
}
