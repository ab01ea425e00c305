import type {
  DeleteBucketLifecycleRequest,
  GetBucketLifecycleConfigurationOutput,
  GetBucketLifecycleConfigurationRequest,
  LifecycleRule,
  PutBucketLifecycleConfigurationOutput,
  PutBucketLifecycleConfigurationRequest,
} from "@aws-sdk/client-s3";
import { invalidArgument, invalidRequest, malformedXml, noConfiguration } from "../errors.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

const mostRules = 1000;
const smallestMoved = "all_storage_classes_128K";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export const getBucketLifecycleConfiguration = (s3: S3) =>
  onBucket<GetBucketLifecycleConfigurationRequest, GetBucketLifecycleConfigurationOutput>(s3, {
    action: "s3:GetLifecycleConfiguration",
    handle({ name, lifecycle }) {
      if (lifecycle === null) {
        throw noConfiguration(
          "NoSuchLifecycleConfiguration",
          "The lifecycle configuration does not exist",
          name,
        );
      }
      return { Rules: lifecycle.map(withDates), TransitionDefaultMinimumObjectSize: smallestMoved };
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const putBucketLifecycleConfiguration = (s3: S3) =>
  onBucket<PutBucketLifecycleConfigurationRequest, PutBucketLifecycleConfigurationOutput>(s3, {
    action: "s3:PutLifecycleConfiguration",
    handle(bucket, { LifecycleConfiguration }) {
      const rules = LifecycleConfiguration?.Rules ?? [];
      if (rules.length === 0 || rules.length > mostRules) throw malformedXml();
      for (const rule of rules) checkRule(rule);
      const lifecycle = rules.map((rule) => ({ ...rule, ID: rule.ID ?? s3.context.ids.uuid() }));
      if (new Set(lifecycle.map(({ ID }) => ID)).size < rules.length)
        throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID");
      s3.state.buckets.put(bucket.name, { ...bucket, lifecycle });
      return { TransitionDefaultMinimumObjectSize: smallestMoved };
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html */
export const deleteBucketLifecycle = (s3: S3) =>
  onBucket<DeleteBucketLifecycleRequest, object>(s3, {
    action: "s3:PutLifecycleConfiguration",
    handle(bucket) {
      s3.state.buckets.put(bucket.name, { ...bucket, lifecycle: null });
      return {};
    },
  });

function checkRule(rule: LifecycleRule): void {
  if (rule.Status !== "Enabled" && rule.Status !== "Disabled") throw malformedXml();
  if ((rule.ID?.length ?? 0) > 255)
    throw invalidArgument("ID length should not exceed allowed limit of 255", "ID");
  const actions = [
    rule.Expiration,
    rule.NoncurrentVersionExpiration,
    rule.AbortIncompleteMultipartUpload,
    rule.Transitions,
    rule.NoncurrentVersionTransitions,
  ];
  if (actions.every((action) => action === undefined))
    throw invalidRequest("At least one action needs to be specified in a rule.");
  const { Days, Date: date, ExpiredObjectDeleteMarker } = rule.Expiration ?? {};
  if ([Days, date, ExpiredObjectDeleteMarker].filter((given) => given !== undefined).length > 1)
    throw malformedXml();
  const days = [
    Days,
    rule.NoncurrentVersionExpiration?.NoncurrentDays,
    rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
  ];
  if (days.some((count) => count !== undefined && !(Number.isInteger(count) && count > 0)))
    throw invalidArgument("'Days' for Expiration action must be a positive integer", "Days");
}

/** Kept as texts. */
function withDates(rule: LifecycleRule): LifecycleRule {
  const date = (value: Date | undefined) => (value === undefined ? undefined : new Date(value));
  return {
    ...rule,
    ...(rule.Expiration && { Expiration: { ...rule.Expiration, Date: date(rule.Expiration.Date) } }),
    ...(rule.Transitions && {
      Transitions: rule.Transitions.map((transition) => ({ ...transition, Date: date(transition.Date) })),
    }),
  };
}
