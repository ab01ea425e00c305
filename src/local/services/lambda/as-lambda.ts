import type { Caller, ServiceContext } from "../../kernel/service.ts";

/**
 * Lambda itself, where it needs nobody's permission: it knows a queue's URL by its ARN, and gives back what it took by
 * mistake.
 */
export function asLambda({ accountId }: Pick<ServiceContext, "accountId">): Caller {
  return {
    kind: "root",
    arn: `arn:aws:iam::${accountId}:root`,
    accountId,
    userId: accountId,
    roleArn: null,
    servicePrincipal: null,
    sessionPolicies: [],
    tags: {},
  };
}

/** @param arn `arn:aws:sqs:eu-west-1:123456789012:name` */
export async function queueUrl(arn: string, context: ServiceContext): Promise<string> {
  const QueueName = arn.slice(arn.lastIndexOf(":") + 1);
  const { QueueUrl } = await context.call("sqs", "GetQueueUrl", { QueueName }, asLambda(context));
  return String(QueueUrl);
}
