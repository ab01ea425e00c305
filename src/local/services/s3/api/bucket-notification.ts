import type {
  GetBucketNotificationConfigurationRequest,
  LambdaFunctionConfiguration,
  NotificationConfiguration,
  PutBucketNotificationConfigurationRequest,
  QueueConfiguration,
  TopicConfiguration,
} from "@aws-sdk/client-s3";
import { invalidArgument, malformedXml } from "../errors.ts";
import { validateDestinations } from "../events/validate-destinations.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html */
export const getBucketNotificationConfiguration = (s3: S3) =>
  onBucket<GetBucketNotificationConfigurationRequest, NotificationConfiguration>(s3, {
    action: "s3:GetBucketNotification",
    handle: ({ notification }) => notification,
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html */
export const putBucketNotificationConfiguration = (s3: S3) =>
  onBucket<PutBucketNotificationConfigurationRequest, object>(s3, {
    action: "s3:PutBucketNotification",
    async handle(before, { NotificationConfiguration: asked = {}, SkipDestinationValidation: skip }, call) {
      const withId = <Rule extends { Id?: string | undefined }>(rules: Rule[] | undefined) =>
        rules?.map((rule) => ({ ...rule, Id: rule.Id ?? s3.context.ids.uuid() }));
      for (const rule of asked.LambdaFunctionConfigurations ?? [])
        check(rule, rule.LambdaFunctionArn, "lambda");
      for (const rule of asked.QueueConfigurations ?? []) check(rule, rule.QueueArn, "sqs");
      for (const rule of asked.TopicConfigurations ?? []) check(rule, rule.TopicArn, "sns");
      const notification: NotificationConfiguration = {
        EventBridgeConfiguration: asked.EventBridgeConfiguration,
        LambdaFunctionConfigurations: withId(asked.LambdaFunctionConfigurations),
        QueueConfigurations: withId(asked.QueueConfigurations),
        TopicConfigurations: withId(asked.TopicConfigurations),
      };
      if (!skip) await validateDestinations(before.name, asked, s3.context, call.requestId);
      // Its other settings may have changed in the meantime.
      const bucket = s3.state.buckets.get(before.name) ?? before;
      s3.state.buckets.put(bucket.name, { ...bucket, notification });
      return {};
    },
  });

const eventNames =
  /^s3:(ObjectCreated:(\*|Put|Post|Copy|CompleteMultipartUpload)|ObjectRemoved:(\*|Delete|DeleteMarkerCreated)|ObjectTagging:(\*|Put|Delete)|LifecycleExpiration:(\*|Delete|DeleteMarkerCreated)|ObjectRestore:(\*|Post|Completed|Delete)|ObjectAcl:Put|LifecycleTransition|IntelligentTiering|ReducedRedundancyLostObject|Replication:(\*|Operation\w+))$/;

function check(
  { Events, Filter }: LambdaFunctionConfiguration | QueueConfiguration | TopicConfiguration,
  arn: string | undefined,
  service: string,
): void {
  if (arn === undefined || !Events?.length) throw malformedXml();
  if (!arn.startsWith(`arn:aws:${service}:`))
    throw invalidArgument(
      "The ARN could not be parsed",
      service === "lambda" ? "CloudFunction" : service,
      arn,
    );
  const unknown = Events.find((event) => !eventNames.test(event));
  if (unknown !== undefined)
    throw invalidArgument("The event is not supported for notifications", "Event", unknown);
  const names = (Filter?.Key?.FilterRules ?? []).map(({ Name }) => Name?.toLowerCase());
  if (names.some((name) => name !== "prefix" && name !== "suffix"))
    throw invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name");
  if (new Set(names).size < names.length)
    throw invalidArgument(
      "Cannot specify more than one prefix rule or suffix rule in a filter.",
      "FilterRule",
    );
}
