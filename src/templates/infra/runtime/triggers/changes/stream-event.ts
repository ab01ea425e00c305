import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** One record of a table's stream, as Lambda delivers it. https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export interface StreamRecord {
  readonly eventSource: "aws:dynamodb";
  readonly eventID: string;
  readonly eventName: "INSERT" | "MODIFY" | "REMOVE";
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime?: number;
    readonly OldImage?: Image;
    readonly NewImage?: Image;
  };
}

export type Image = Record<string, AttributeValue>;

/** One message of the clean-up queue. */
export interface QueueRecord {
  readonly eventSource: "aws:sqs";
  readonly messageId: string;
  readonly body: string;
}

export interface ChangesEvent {
  readonly Records: readonly (StreamRecord | QueueRecord)[];
}

/** What has to be delivered again; everything else is done. https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html */
export interface BatchResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}
