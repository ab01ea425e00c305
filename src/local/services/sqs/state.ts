import type { Collection, Store } from "../../kernel/store.ts";
import { type Messages, openMessages } from "./messages.ts";

export interface Queue {
  readonly name: string;
  /** As set or by default, in SQS's own text form; computed ones are not stored. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface SqsState {
  readonly queues: Collection<Queue>;
  readonly messages: Messages;
}

export function sqsState(store: Store): SqsState {
  return { queues: store.collection("sqs.queues"), messages: openMessages(store) };
}

export const isFifo = (queue: Queue) => queue.attributes["FifoQueue"] === "true";

export const numberIn = (queue: Queue, attribute: string) => Number(queue.attributes[attribute]);
