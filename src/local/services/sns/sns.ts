import type { Access, Caller, ServiceContext } from "../../kernel/service.ts";
import { invalidParameter, noSuchSubscription, noSuchTopic } from "./errors.ts";
import type { Publisher } from "./publisher.ts";
import type { SnsState, Subscription, Topic } from "./state.ts";

/** What every operation needs. */
export interface Sns {
  readonly state: SnsState;
  readonly context: ServiceContext;
  readonly publisher: Publisher;
  readonly names: Names;
}

export interface Names {
  topicArn(name: string): string;
  /** @throws WireError InvalidParameter, NotFound */
  topic(arn: string | undefined): Topic;
  /** @throws WireError NotFound */
  subscription(arn: string | undefined): Subscription;
  policyOf(topic: Topic): string;
  /** The access that a call on one topic needs, with the topic's own policy. */
  access(action: string, arn: string | undefined, caller: Caller): Access[];
}

export function openNames(state: SnsState, context: ServiceContext): Names {
  const topicArn = (name: string) => `arn:aws:sns:${context.region}:${context.accountId}:${name}`;
  const policyOf = (topic: Topic) =>
    topic.attributes["Policy"] ?? defaultPolicy(topicArn(topic.name), context.accountId);
  return {
    topicArn,
    policyOf,
    topic(arn = "") {
      const parts = arn.split(":");
      if (parts.length < 6)
        throw invalidParameter(`TopicArn Reason: An ARN must have at least 6 elements, not ${parts.length}`);
      const found = topicArn(parts[5] ?? "") === arn ? state.topics.get(parts[5] ?? "") : undefined;
      if (found === undefined) throw noSuchTopic();
      return found;
    },
    subscription(arn = "") {
      const found = state.subscriptions.get(arn);
      if (found === undefined) throw noSuchSubscription();
      return found;
    },
    access(action, arn = "*", caller) {
      const topic = state.topics.get(arn.split(":")[5] ?? "");
      // AWS's services say on whose behalf they publish; the default policy asks for it.
      const conditions =
        caller.kind === "service" ? { conditions: { "aws:SourceOwner": caller.accountId } } : {};
      return [
        {
          action,
          resource: arn,
          ...conditions,
          resourcePolicy: topic === undefined ? null : policyOf(topic),
        },
      ];
    },
  };
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-key-concepts.html */
function defaultPolicy(arn: string, accountId: string): string {
  const actions = [
    "GetTopicAttributes",
    "SetTopicAttributes",
    "AddPermission",
    "RemovePermission",
    "DeleteTopic",
    "Subscribe",
    "ListSubscriptionsByTopic",
    "Publish",
  ];
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: actions.map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": accountId } },
      },
    ],
  });
}
