import { InvokeCommand, LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { DeleteObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { optionalVariable } from "../../lambda/environment.ts";
import type { ModelChange } from "../../lambda/wrap-model-change.ts";
import type { ChangeOutlets } from "./change-outlets.ts";

/** Lambda takes a megabyte when invoked asynchronously. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const largestPayload = 1_000_000;

export interface AwsOutletsSettings {
  readonly bucket: string | null;
  readonly queueUrl: string;
  /** The Lambda's name, for a function's. */
  readonly functionName: (name: string) => string;
}

export function awsOutlets({ bucket, queueUrl, functionName }: AwsOutletsSettings): ChangeOutlets {
  const lambda = new LambdaClient();
  const sqs = new SQSClient();
  // A local cloud has no host name for each bucket.
  const endpoint = optionalVariable("AWS_ENDPOINT_URL_S3") ?? optionalVariable("AWS_ENDPOINT_URL");
  const s3 = new S3Client({ forcePathStyle: endpoint !== undefined });
  return {
    async invoke(name, change) {
      const request = {
        FunctionName: functionName(name),
        InvocationType: "Event",
        Payload: payloadOf(change),
      } as const;
      try {
        await lambda.send(new InvokeCommand(request));
      } catch (error) {
        // A deployment has taken the function away. Nobody waits for the change any more.
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
    async enqueue(jobs, delaySeconds) {
      const message = { QueueUrl: queueUrl, MessageBody: JSON.stringify(jobs), DelaySeconds: delaySeconds };
      await sqs.send(new SendMessageCommand(message));
    },
    async deleteFile(key) {
      if (bucket !== null) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

/** @returns the change; without `before` where both images are too large together */
export function payloadOf(change: ModelChange): string {
  const whole = JSON.stringify(change);
  if (Buffer.byteLength(whole) <= largestPayload) return whole;
  return JSON.stringify(change.kind === "updated" ? { ...change, before: null } : change);
}
