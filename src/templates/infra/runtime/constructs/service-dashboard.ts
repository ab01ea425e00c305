import type { Construct } from "constructs";
import type { AppStage } from "./app-stage.ts";
import { Dashboard } from "./dashboard.ts";
import type { DeadLetterQueue } from "./dead-letter-queue.ts";
import type { TableReference } from "./foundation-values.ts";
import type { GraphqlApi } from "./graphql-api.ts";
import { apiMetric, lambdaMetric, type Metric, queueMetric, tableMetric } from "./metrics.ts";

export interface ServiceDashboardProps {
  readonly appStage: AppStage;
  readonly api: GraphqlApi;
  readonly tables: readonly TableReference[];
  readonly deadLetters: DeadLetterQueue;
  /** kebab-case names of all Lambdas. */
  readonly functions: readonly string[];
}

/** CloudWatch draws at most so many lines in one diagram. */
const mostLines = 500;

/** The stage on one page: is it up, is it fast, what does it fail at. */
export class ServiceDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: ServiceDashboardProps) {
    const { appStage, tables, deadLetters } = props;
    const { attrApiId } = props.api.resource;
    const ofEachTable = (...names: string[]) =>
      tables.flatMap((table) => names.map((name) => tableMetric(table.name, name)));
    const ofEachFunction = (name: string, statistic?: string): Metric[] =>
      props.functions
        .slice(0, mostLines)
        .map((each) => lambdaMetric(appStage.functionName(each), name, statistic));
    super(scope, id, {
      name: appStage.prefix,
      region: appStage.app.region,
      diagrams: [
        {
          title: "API: requests and errors",
          metrics: ["Requests", "4XXError", "5XXError"].map((name) => apiMetric(attrApiId, name)),
        },
        {
          title: "API: milliseconds",
          metrics: ["p50", "p95", "p99"].map((statistic) => apiMetric(attrApiId, "Latency", statistic)),
        },
        {
          title: "API: subscribers",
          metrics: [
            apiMetric(attrApiId, "ActiveConnections"),
            apiMetric(attrApiId, "ActiveSubscriptions"),
            apiMetric(attrApiId, "PublishDataMessageSuccess"),
          ],
        },
        {
          title: "Tables: capacity units",
          metrics: ofEachTable("ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"),
        },
        {
          title: "Tables: throttled requests",
          metrics: ofEachTable("ReadThrottleEvents", "WriteThrottleEvents"),
        },
        {
          title: "Events that failed for good",
          metrics: [
            queueMetric(deadLetters.resource.attrQueueName, "ApproximateNumberOfMessagesVisible", "Maximum"),
          ],
        },
        { title: "Functions: invocations", metrics: ofEachFunction("Invocations") },
        { title: "Functions: errors", metrics: ofEachFunction("Errors") },
        { title: "Functions: milliseconds (p95)", metrics: ofEachFunction("Duration", "p95") },
        { title: "Functions: throttles", metrics: ofEachFunction("Throttles") },
      ],
    });
  }
}
