import { jsonOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";

const attributeNames = [
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "DelaySeconds",
  "FifoQueue",
  "FifoThroughputLimit",
  "KmsDataKeyReusePeriodSeconds",
  "KmsMasterKeyId",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "SqsManagedSseEnabled",
  "VisibilityTimeout",
];
const jsonNames = ["RedriveAllowPolicy", "RedrivePolicy"];
/** What a property that is taken out of a template goes back to. */
const initial: Readonly<Record<string, string>> = {
  DelaySeconds: "0",
  KmsMasterKeyId: "",
  MaximumMessageSize: "1048576",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  RedriveAllowPolicy: "",
  RedrivePolicy: "",
  VisibilityTimeout: "30",
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const sqsQueue: ResourceType = {
  type: "AWS::SQS::Queue",

  async create(properties, context) {
    const fifo = properties["FifoQueue"] === true || properties["FifoQueue"] === "true";
    const generated = () => (fifo ? `${context.generatedName(75)}.fifo` : context.generatedName(80));
    const tags = Object.fromEntries(tagsOf(properties, context.tags).map(({ Key, Value }) => [Key, Value]));
    const { QueueUrl } = await context.call(
      "sqs",
      "CreateQueue",
      { QueueName: textOf(properties, "QueueName") ?? generated(), Attributes: attributes(properties), tags },
      context.caller,
    );
    return provisioned(String(QueueUrl), context);
  },

  async update(QueueUrl, properties, previous, context) {
    const wanted = attributes(properties);
    const removed = Object.keys(attributes(previous)).filter((name) => !(name in wanted) && name in initial);
    const Attributes = { ...Object.fromEntries(removed.map((name) => [name, initial[name]])), ...wanted };
    await context.call("sqs", "SetQueueAttributes", { QueueUrl, Attributes }, context.caller);
    const Tags = tagsOf(properties, context.tags);
    const before = tagsOf(previous, {}).map(({ Key }) => Key);
    const TagKeys = before.filter((key) => !Tags.some(({ Key }) => Key === key));
    if (TagKeys.length > 0) await context.call("sqs", "UntagQueue", { QueueUrl, TagKeys }, context.caller);
    if (Tags.length > 0) {
      const asMap = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
      await context.call("sqs", "TagQueue", { QueueUrl, Tags: asMap }, context.caller);
    }
    return provisioned(QueueUrl, context);
  },

  async delete(QueueUrl, _properties, context) {
    try {
      await context.call("sqs", "DeleteQueue", { QueueUrl }, context.caller);
    } catch (error) {
      if ((error as { code?: string }).code !== "QueueDoesNotExist") throw error;
    }
  },
};

function attributes(properties: Properties): Record<string, string> {
  const texts = attributeNames.map((name) => [name, textOf(properties, name)] as const);
  const documents = jsonNames.map((name) => [name, jsonOf(properties, name)] as const);
  // CloudFormation writes FifoQueue: false where the API takes nothing.
  const given = [...texts, ...documents].filter(
    ([name, value]) => value !== undefined && !(name === "FifoQueue" && value === "false"),
  );
  return Object.fromEntries(given) as Record<string, string>;
}

async function provisioned(QueueUrl: string, context: ResourceContext): Promise<Provisioned> {
  const { Attributes } = await context.call(
    "sqs",
    "GetQueueAttributes",
    { QueueUrl, AttributeNames: ["QueueArn"] },
    context.caller,
  );
  const Arn = (Attributes as { QueueArn: string }).QueueArn;
  const QueueName = Arn.slice(Arn.lastIndexOf(":") + 1);
  return { physicalId: QueueUrl, attributes: { Arn, QueueName, QueueUrl } };
}
