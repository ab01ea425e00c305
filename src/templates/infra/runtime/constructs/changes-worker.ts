import { Construct } from "constructs";
import { lambda, sqs } from "../cdk.cjs";
import { Alarm } from "./alarm.ts";
import type { AppStage } from "./app-stage.ts";
import type { DeadLetterQueue } from "./dead-letter-queue.ts";
import { type FoundationValues, type TableReference, tableId } from "./foundation-values.ts";
import { watchFailures } from "./lambda-alarms.ts";
import { LambdaFunction } from "./lambda-function.ts";
import { lambdaMetric } from "./metrics.ts";
import { allow, arn, denyPlainHttp, policyDocument, type Statement, tenantFiles } from "./policy.ts";

export interface ChangesWorkerProps {
  readonly appStage: AppStage;
  readonly code: string;
  readonly foundation: FoundationValues;
  /** Functions of the project that want to hear of changes. */
  readonly listeners: readonly string[];
  readonly deadLetters: DeadLetterQueue;
}

const timeoutSeconds = 60;

/**
 * Follows the tables' streams: cleans up after deleted records, in portions through a queue of its own, and invokes
 * the project's `modelChange` functions.
 */
export class ChangesWorker extends Construct {
  readonly lambda: LambdaFunction;
  readonly cleanUpQueue: sqs.CfnQueue;

  constructor(scope: Construct, id: string, props: ChangesWorkerProps) {
    super(scope, id);
    const { appStage, foundation, deadLetters } = props;
    this.cleanUpQueue = this.#addCleanUpQueue(deadLetters);
    this.lambda = new LambdaFunction(this, "Function", {
      appStage,
      name: "changes",
      description: "Follows the tables' streams: cleans up, and invokes functions on changes.",
      code: props.code,
      timeoutSeconds,
      memoryMb: 512,
      environment: {
        ...tableVariables(foundation.tables),
        PLINTH_CLEANUP_QUEUE_URL: this.cleanUpQueue.ref,
        PLINTH_FILES_BUCKET: foundation.filesBucket,
      },
      statements: this.#statements(props),
      wildcards: {
        "A table's indexes are part of it.": allow(
          ["dynamodb:Query"],
          foundation.tables.map((table) => `${table.arn}/index/*`),
        ),
        "Listing streams knows no resources.": allow(["dynamodb:ListStreams"], ["*"]),
        "It deletes the files of deleted records, whichever tenant they belong to.": allow(
          ["s3:DeleteObject"],
          [tenantFiles(foundation.filesBucket)],
        ),
      },
    });
    this.#followQueue();
    for (const table of foundation.tables) this.#follow(table, deadLetters);
    this.#watch(foundation.alarmTopicArn);
  }

  #addCleanUpQueue(deadLetters: DeadLetterQueue): sqs.CfnQueue {
    const queue = new sqs.CfnQueue(this, "CleanUp", {
      visibilityTimeout: 6 * timeoutSeconds,
      redrivePolicy: { deadLetterTargetArn: deadLetters.resource.attrArn, maxReceiveCount: 10 },
      sqsManagedSseEnabled: true,
    });
    new sqs.CfnQueuePolicy(this, "CleanUpPolicy", {
      queues: [queue.ref],
      policyDocument: policyDocument([denyPlainHttp("sqs:*", [queue.attrArn])]),
    });
    return queue;
  }

  #statements({ appStage, foundation, listeners, deadLetters }: ChangesWorkerProps): Statement[] {
    return [
      allow(
        [
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:UpdateItem",
        ],
        foundation.tables.map((table) => table.arn),
      ),
      allow(
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
        foundation.tables.map((table) => table.streamArn),
      ),
      allow(
        ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"],
        [this.cleanUpQueue.attrArn],
      ),
      allow(["sqs:SendMessage"], [deadLetters.resource.attrArn]),
      ...(listeners.length === 0
        ? []
        : [
            allow(
              ["lambda:InvokeFunction"],
              listeners.map((name) => arn("lambda", `function:${appStage.functionName(name)}`)),
            ),
          ]),
    ];
  }

  #followQueue(): void {
    new lambda.CfnEventSourceMapping(this, "CleanUpSource", {
      functionName: this.lambda.resource.ref,
      eventSourceArn: this.cleanUpQueue.attrArn,
      batchSize: 1,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 5 },
    });
  }

  #follow(table: TableReference, deadLetters: DeadLetterQueue): void {
    new lambda.CfnEventSourceMapping(this, tableId("Stream", table.model), {
      functionName: this.lambda.resource.ref,
      eventSourceArn: table.streamArn,
      startingPosition: "TRIM_HORIZON",
      batchSize: 100,
      parallelizationFactor: 4,
      maximumRetryAttempts: 20,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ["ReportBatchItemFailures"],
      destinationConfig: { onFailure: { destination: deadLetters.resource.attrArn } },
    });
  }

  #watch(topicArn: string): void {
    watchFailures(this, "Failures", this.lambda, topicArn);
    new Alarm(this, "Behind", {
      description: "Changes wait over a minute before functions hear of them.",
      metrics: [lambdaMetric(this.lambda.functionName, "IteratorAge", "Maximum")],
      over: 60_000,
      periods: 3,
      topicArn,
    });
  }
}

/** How Lambdas learn the tables' names. */
function tableVariables(tables: readonly TableReference[]): Record<string, string> {
  return Object.fromEntries(
    tables.map(({ model, name }) => [model === null ? "PLINTH_TABLE" : `PLINTH_TABLE_${model}`, name]),
  );
}
