import type { Collection, Store } from "../../kernel/store.ts";

export interface Topic {
  readonly name: string;
  /** As set: Policy, DisplayName, KmsMasterKeyId, FifoTopic ... */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Subscription {
  /** ARN: the topic's, `:`, an id. */
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** FilterPolicy, FilterPolicyScope, RawMessageDelivery, RedrivePolicy ... */
  readonly attributes: Readonly<Record<string, string>>;
  /** Given to the endpoint, which shows it to confirm; null: confirmed. */
  readonly token: string | null;
}

export interface SnsState {
  readonly topics: Collection<Topic>;
  /** By ARN, so that a topic's stand together. */
  readonly subscriptions: Collection<Subscription>;
}

export function snsState(store: Store): SnsState {
  return { topics: store.collection("sns.topics"), subscriptions: store.collection("sns.subscriptions") };
}

export const isFifo = (topic: Topic) => topic.attributes["FifoTopic"] === "true";
