import type { NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import type { Bucket } from "../buckets/bucket.ts";

/** Somewhere that wants to know. */
export type Destination =
  | { readonly kind: "eventbridge" }
  | { readonly kind: "lambda" | "sqs" | "sns"; readonly arn: string; readonly configurationId: string };

/**
 * Who is told of an event, by the bucket's notification configuration.
 *
 * @param name `ObjectCreated:Put`
 */
export function destinationsOf({ notification }: Bucket, name: string, key: string): Destination[] {
  const rules = [
    ...(notification.LambdaFunctionConfigurations ?? []).map((rule) => ({
      ...rule,
      kind: "lambda" as const,
      arn: rule.LambdaFunctionArn,
    })),
    ...(notification.QueueConfigurations ?? []).map((rule) => ({
      ...rule,
      kind: "sqs" as const,
      arn: rule.QueueArn,
    })),
    ...(notification.TopicConfigurations ?? []).map((rule) => ({
      ...rule,
      kind: "sns" as const,
      arn: rule.TopicArn,
    })),
  ];
  const told = rules
    .filter(({ Events, Filter }) => (Events ?? []).some((wanted) => isOf(name, wanted)) && fits(key, Filter))
    .map(({ kind, arn = "", Id = "" }) => ({ kind, arn, configurationId: Id }));
  return notification.EventBridgeConfiguration === undefined ? told : [{ kind: "eventbridge" }, ...told];
}

/** `s3:ObjectCreated:*` stands for all of its kind. */
function isOf(name: string, wanted: string): boolean {
  return wanted.endsWith("*") ? `s3:${name}`.startsWith(wanted.slice(0, -1)) : `s3:${name}` === wanted;
}

function fits(key: string, filter: NotificationConfigurationFilter | undefined): boolean {
  return (filter?.Key?.FilterRules ?? []).every(({ Name, Value = "" }) =>
    Name?.toLowerCase() === "prefix" ? key.startsWith(Value) : key.endsWith(Value),
  );
}
