import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { publish, publishBatch } from "./api/publish.ts";
import { confirmSubscription, subscribe, unsubscribe } from "./api/subscribe.ts";
import {
  getSubscriptionAttributes,
  listSubscriptions,
  listSubscriptionsByTopic,
  setSubscriptionAttributes,
} from "./api/subscriptions.ts";
import { listTagsForResource, tagResource, untagResource } from "./api/tags.ts";
import {
  createTopic,
  deleteTopic,
  getTopicAttributes,
  listTopics,
  setTopicAttributes,
} from "./api/topics.ts";
import { followLink } from "./links.ts";
import model from "./model.gen.json" with { type: "json" };
import { publisher } from "./publisher.ts";
import { snsSubscription } from "./resources/sns-subscription.ts";
import { snsTopic } from "./resources/sns-topic.ts";
import { snsTopicPolicy } from "./resources/sns-topic-policy.ts";
import { openNames, type Sns } from "./sns.ts";
import { snsState } from "./state.ts";

/** SNS: topics and who has subscribed to them. */
export function sns(context: ServiceContext): Service {
  const state = snsState(context.store);
  const all: Sns = { state, context, names: openNames(state, context), publisher: publisher(state, context) };
  return {
    name: "sns",
    models: [model as unknown as ServiceModel],
    operations: {
      ConfirmSubscription: confirmSubscription(all),
      CreateTopic: createTopic(all),
      DeleteTopic: deleteTopic(all),
      GetSubscriptionAttributes: getSubscriptionAttributes(all),
      GetTopicAttributes: getTopicAttributes(all),
      ListSubscriptions: listSubscriptions(all),
      ListSubscriptionsByTopic: listSubscriptionsByTopic(all),
      ListTagsForResource: listTagsForResource(all),
      ListTopics: listTopics(all),
      Publish: publish(all),
      PublishBatch: publishBatch(all),
      SetSubscriptionAttributes: setSubscriptionAttributes(all),
      SetTopicAttributes: setTopicAttributes(all),
      Subscribe: subscribe(all),
      TagResource: tagResource(all),
      Unsubscribe: unsubscribe(all),
      UntagResource: untagResource(all),
    },
    resources: {
      [snsSubscription.type]: snsSubscription,
      [snsTopic.type]: snsTopic,
      [snsTopicPolicy.type]: snsTopicPolicy,
    },
    http: (request) => followLink(all, request),
    start: () => all.publisher.start(),
    stop: () => all.publisher.stop(),
  };
}
