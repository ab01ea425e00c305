import { Construct } from "constructs";
import { events } from "../cdk.cjs";
import type { LambdaFunction } from "./lambda-function.ts";

export interface FileUploadRuleProps {
  readonly bucket: string;
  /** Of keys below the owner's prefix; empty: every file. */
  readonly prefix: string;
  readonly handler: LambdaFunction;
  readonly deadLetterQueueArn: string;
}

/** Invokes a function when a file has arrived. */
export class FileUploadRule extends Construct {
  readonly resource: events.CfnRule;

  constructor(
    scope: Construct,
    id: string,
    { bucket, prefix, handler, deadLetterQueueArn }: FileUploadRuleProps,
  ) {
    super(scope, id);
    this.resource = new events.CfnRule(this, "Resource", {
      description: `A file has arrived below ${prefix === "" ? "any prefix" : prefix}.`,
      eventPattern: {
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: {
          bucket: { name: [bucket] },
          object: { key: [{ wildcard: `tenants/*/${literally(prefix)}*` }] },
        },
      },
      targets: [
        {
          id: "handler",
          arn: handler.resource.attrArn,
          deadLetterConfig: { arn: deadLetterQueueArn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
        },
      ],
    });
    handler.allowInvocation("InvokedByUploads", "events.amazonaws.com", this.resource.attrArn);
  }
}

/** In EventBridge's wildcard patterns, a backslash takes the meaning from a star. */
function literally(text: string): string {
  return text.replaceAll(/[\\*]/g, "\\$&");
}
