import { systemCaller } from "./caller.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { Invocation } from "./invocation.ts";
import { type AnyHandler, callHandler, internalError, reportError, startRun } from "./run.ts";

/**
 * A change of one record, as the `changes` trigger sends it. At least once each, and not always in order.
 *
 * What `before` and `after` can be follows from the kind. A record that is put into the trash is `deleted`; taken out of
 * it again, it is `updated`.
 */
export type ModelChange<
  Model extends string = string,
  R extends object = object,
  Kind extends keyof Images<R> = keyof Images<R>,
> = { readonly [K in Kind]: ChangeFacts<Model> & { readonly kind: K } & Images<R>[K] }[Kind];

interface ChangeFacts<Model extends string> {
  /** The same when a change is delivered a second time. */
  readonly id: string;
  readonly model: Model;
  readonly recordId: string;
  /** Null for records of users and for global ones. */
  readonly tenantId: string | null;
  /** Whose record it is, for models of scope "user". */
  readonly userId: string | null;
  /** When it happened, ISO 8601 in UTC, to the second. */
  readonly at: string;
}

interface Images<R extends object> {
  readonly created: { readonly before: null; readonly after: R };
  /** `before` is null where both images together are over Lambda's megabyte. */
  readonly updated: { readonly before: R | null; readonly after: R };
  readonly deleted: { readonly before: R; readonly after: null };
}

/** Turns a handler into a Lambda that runs after records changed. Acts as the system, in the record's tenant. */
export function wrapModelChange(settings: FunctionSettings, handler: AnyHandler) {
  return async (event: ModelChange, invocation: Invocation): Promise<void> => {
    const run = startRun(settings, systemCaller(event.tenantId, event.userId), event, invocation);
    try {
      await callHandler(run, handler, event);
    } catch (error) {
      // Thrown, so that Lambda tries again and at last keeps the event in the dead-letter queue.
      reportError(run.log, error);
      throw internalError(invocation.awsRequestId);
    }
  };
}
