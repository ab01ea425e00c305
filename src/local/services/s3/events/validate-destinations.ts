import type { NotificationConfiguration } from "@aws-sdk/client-s3";
import { asService } from "../../../kernel/callers.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { invalidArgument } from "../errors.ts";
import { bucketArn } from "../names.ts";

/**
 * Asks every destination whether it would take events of the bucket, by the test event that S3 sends to queues and topics.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 *
 * @throws WireError InvalidArgument where one would not
 */
export async function validateDestinations(
  bucket: string,
  asked: NotificationConfiguration,
  context: ServiceContext,
  requestId: string,
): Promise<void> {
  const caller = asService("s3.amazonaws.com", bucketArn(bucket), context);
  const Time = new Date(context.clock.now()).toISOString();
  const text = JSON.stringify({
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time,
    Bucket: bucket,
    RequestId: requestId,
    HostId: requestId,
  });
  for (const { LambdaFunctionArn = "" } of asked.LambdaFunctionConfigurations ?? [])
    await ask(LambdaFunctionArn, "lambda", "Invoke", {
      FunctionName: LambdaFunctionArn,
      InvocationType: "DryRun",
    });
  for (const { QueueArn = "" } of asked.QueueConfigurations ?? []) {
    const [, , , , account = "", name = ""] = QueueArn.split(":");
    const QueueUrl = `${context.baseUrl()}/${account}/${name}`;
    await ask(QueueArn, "sqs", "SendMessage", { QueueUrl, MessageBody: text });
  }
  for (const { TopicArn = "" } of asked.TopicConfigurations ?? [])
    await ask(TopicArn, "sns", "Publish", { TopicArn, Message: text, Subject: "Amazon S3 Notification" });

  async function ask(arn: string, service: string, operation: string, input: object): Promise<void> {
    try {
      await context.call(service, operation, input, caller);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      throw invalidArgument(
        "Unable to validate the following destination configurations",
        arn,
        error.status === 403 || error.code.startsWith("AccessDenied")
          ? "Permissions on the destination do not allow S3 to publish notifications from this bucket"
          : "The destination does not exist",
      );
    }
  }
}
