import { Construct } from "constructs";
import { sqs } from "../cdk.cjs";
import { arn, denyPlainHttp, policyDocument } from "./policy.ts";

/** Keeps events that failed for good, for two weeks, so that somebody can look at them and send them again. */
export class DeadLetterQueue extends Construct {
  readonly resource: sqs.CfnQueue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.resource = new sqs.CfnQueue(this, "Resource", {
      messageRetentionPeriod: 1_209_600,
      sqsManagedSseEnabled: true,
    });
    new sqs.CfnQueuePolicy(this, "Policy", {
      queues: [this.resource.ref],
      policyDocument: policyDocument([
        denyPlainHttp("sqs:*", [this.resource.attrArn]),
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: this.resource.attrArn,
          Condition: { ArnLike: { "aws:SourceArn": arn("events", "rule/*") } },
        },
      ]),
    });
  }
}
