import type {
  CreateTopicInput,
  CreateTopicResponse,
  DeleteTopicInput,
  GetTopicAttributesInput,
  GetTopicAttributesResponse,
  ListTopicsInput,
  ListTopicsResponse,
  SetTopicAttributesInput,
} from "@aws-sdk/client-sns";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidParameter } from "../errors.ts";
import type { Sns } from "../sns.ts";

const known = [
  "ContentBasedDeduplication",
  "DeliveryPolicy",
  "DisplayName",
  "FifoThroughputScope",
  "FifoTopic",
  "KmsMasterKeyId",
  "Policy",
  "SignatureVersion",
  "TracingConfig",
];
const pageSize = 100;

/** https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const createTopic = ({ state, names }: Sns): Operation<CreateTopicInput, CreateTopicResponse> => ({
  access: ({ Name = "" }) => [{ action: "sns:CreateTopic", resource: names.topicArn(Name) }],

  handle({ Name: name = "", Attributes: given = {}, Tags = [], DataProtectionPolicy }) {
    if (DataProtectionPolicy !== undefined) throw notSupportedHere("data protection policies of SNS topics");
    const fifo = given["FifoTopic"] === "true";
    if (!(fifo ? /^[A-Za-z0-9_-]{1,251}\.fifo$/ : /^[A-Za-z0-9_-]{1,256}$/).test(name))
      throw invalidParameter("Topic Name");
    for (const attribute of Object.keys(given)) checkAttribute(attribute);
    const tags = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    const existing = state.topics.get(name);
    if (existing === undefined) state.topics.put(name, { name, attributes: given, tags });
    else if (Object.entries(given).some(([key, value]) => existing.attributes[key] !== value))
      throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
    else if (Object.entries(tags).some(([key, value]) => existing.tags[key] !== value))
      throw invalidParameter("Tags Reason: Topic already exists with different tags");
    return { TopicArn: names.topicArn(name) };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html */
export const deleteTopic = ({ state, names, context }: Sns): Operation<DeleteTopicInput> => ({
  access: ({ TopicArn }, { caller }) => names.access("sns:DeleteTopic", TopicArn, caller),

  handle({ TopicArn = "" }) {
    // Deleting what is not there is no error.
    context.store.transaction(() => {
      for (const { key } of state.subscriptions.list({ prefix: `${TopicArn}:` }))
        state.subscriptions.delete(key);
      state.topics.delete(TopicArn.split(":")[5] ?? "");
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html */
export const getTopicAttributes = ({
  state,
  names,
  context,
}: Sns): Operation<GetTopicAttributesInput, GetTopicAttributesResponse> => ({
  access: ({ TopicArn }, { caller }) => names.access("sns:GetTopicAttributes", TopicArn, caller),

  handle({ TopicArn = "" }) {
    const topic = names.topic(TopicArn);
    const subscriptions = state.subscriptions.list({ prefix: `${TopicArn}:` });
    const pending = subscriptions.filter(({ value }) => value.token !== null).length;
    return {
      Attributes: {
        DisplayName: "",
        ...topic.attributes,
        TopicArn,
        Owner: context.accountId,
        Policy: names.policyOf(topic),
        SubscriptionsConfirmed: String(subscriptions.length - pending),
        SubscriptionsPending: String(pending),
        SubscriptionsDeleted: "0",
      },
    };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes = ({ state, names }: Sns): Operation<SetTopicAttributesInput> => ({
  access: ({ TopicArn }, { caller }) => names.access("sns:SetTopicAttributes", TopicArn, caller),

  handle({ TopicArn, AttributeName: name = "", AttributeValue: value = "" }) {
    const topic = names.topic(TopicArn);
    checkAttribute(name);
    if (name === "FifoTopic") throw invalidParameter("AttributeName");
    if (value !== "" && (name === "Policy" || name === "DeliveryPolicy")) checkJson(name, value);
    const { [name]: _before, ...others } = topic.attributes;
    state.topics.put(topic.name, {
      ...topic,
      attributes: value === "" ? others : { ...others, [name]: value },
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics = ({ state, names }: Sns): Operation<ListTopicsInput, ListTopicsResponse> => ({
  access: () => [{ action: "sns:ListTopics", resource: "*" }],

  handle({ NextToken: after = "" }) {
    const found = state.topics.list({ after, limit: pageSize + 1 });
    const page = found.slice(0, pageSize);
    return {
      Topics: page.map(({ key }) => ({ TopicArn: names.topicArn(key) })),
      NextToken: found.length > pageSize ? page.at(-1)?.key : undefined,
    };
  },
});

function checkAttribute(name: string): void {
  if (!known.includes(name)) throw invalidParameter(`AttributeName ${name}`);
}

function checkJson(name: string, text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw invalidParameter(`${name} Reason: failed to parse JSON.`);
  }
}
