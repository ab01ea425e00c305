import { Construct } from "constructs";
import { Alarm } from "./alarm.ts";
import type { DeadLetterQueue } from "./dead-letter-queue.ts";
import { type TableReference, tableId } from "./foundation-values.ts";
import type { GraphqlApi } from "./graphql-api.ts";
import { apiMetric, operationMetric, queueMetric, tableMetric } from "./metrics.ts";

export interface ServiceAlarmsProps {
  readonly api: GraphqlApi;
  readonly tables: readonly TableReference[];
  readonly deadLetters: DeadLetterQueue;
  readonly topicArn: string;
}

const operations = [
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "TransactWriteItems",
  "UpdateItem",
];

/** What somebody should be told about, besides failing functions, which have alarms of their own. */
export class ServiceAlarms extends Construct {
  constructor(scope: Construct, id: string, { api, tables, deadLetters, topicArn }: ServiceAlarmsProps) {
    super(scope, id);
    const { attrApiId } = api.resource;
    new Alarm(this, "ApiErrors", {
      description: "The API answers with server errors. Look at its log group and at the traces.",
      metrics: [apiMetric(attrApiId, "5XXError")],
      over: 5,
      periods: 2,
      topicArn,
    });
    new Alarm(this, "ApiLatency", {
      description: "One API request in twenty takes over a second.",
      metrics: [apiMetric(attrApiId, "Latency", "p95")],
      over: 1_000,
      periods: 3,
      topicArn,
    });
    for (const { model, name } of tables) {
      new Alarm(this, tableId("Throttles", model), {
        description: "DynamoDB refuses requests: a partition is too hot, or the account's quota is reached.",
        metrics: [tableMetric(name, "ReadThrottleEvents"), tableMetric(name, "WriteThrottleEvents")],
        over: 10,
        periods: 2,
        topicArn,
      });
      new Alarm(this, tableId("Errors", model), {
        description: "DynamoDB fails by itself. See the AWS Health Dashboard.",
        metrics: operations.map((operation) => operationMetric(name, "SystemErrors", operation)),
        over: 5,
        periods: 2,
        topicArn,
      });
    }
    new Alarm(this, "DeadLetters", {
      description: "Events failed for good and wait in the dead-letter queue.",
      metrics: [
        queueMetric(deadLetters.resource.attrQueueName, "ApproximateNumberOfMessagesVisible", "Maximum"),
      ],
      over: 0,
      topicArn,
    });
  }
}
