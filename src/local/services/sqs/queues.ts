import type { Access, Call, ServiceContext } from "../../kernel/service.ts";
import { invalidAddress, queueDoesNotExist } from "./errors.ts";
import { type QueueMetrics, queueMetrics } from "./metrics.ts";
import type { Queue, SqsState } from "./state.ts";
import { type WaitingReceivers, waitingReceivers } from "./waiting-receivers.ts";

/** What every operation needs. */
export interface Queues {
  readonly state: SqsState;
  readonly context: ServiceContext;
  readonly waiting: WaitingReceivers;
  readonly metrics: QueueMetrics;
  arn(name: string): string;
  url(name: string, call: Call): string;
  /** @throws WireError QueueDoesNotExist */
  find(url: string | undefined): Queue;
  /** The access that a call on one queue needs, with the queue's own policy. */
  access(action: string, url: string | undefined): Access[];
}

export function openQueues(state: SqsState, context: ServiceContext): Queues {
  const arn = (name: string) => `arn:aws:sqs:${context.region}:${context.accountId}:${name}`;
  return {
    state,
    context,
    waiting: waitingReceivers(),
    metrics: queueMetrics(state, context, arn),
    arn,
    url: (name, call) => `${call.request?.baseUrl ?? context.baseUrl()}/${context.accountId}/${name}`,
    find(url) {
      const queue = state.queues.get(nameIn(url ?? ""));
      if (queue === undefined) throw queueDoesNotExist();
      return queue;
    },
    access(action, url) {
      const name = nameIn(url ?? "");
      const resourcePolicy = state.queues.get(name)?.attributes["Policy"] ?? null;
      return [{ action, resource: arn(name), resourcePolicy }];
    },
  };
}

/**
 * A queue's name in its URL. Only the path counts: the host may be any that this cloud had, or AWS's.
 *
 * @throws WireError InvalidAddress
 */
export function nameIn(url: string): string {
  const [, name] = /^(?:https?:\/\/[^/]+)?\/?\d{12}\/([^/?#]+)$/.exec(url) ?? [];
  if (name === undefined) throw invalidAddress(url);
  return name;
}

export function nameInArn(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
