import { type RingingAlarm, ringingAlarms } from "../../aws/cloudwatch/ringing-alarms.ts";
import { type CountedMetric, sumMetrics } from "../../aws/cloudwatch/sum-metrics.ts";
import type { Connection } from "../../aws/connection.ts";
import { idsOf, stageResources } from "../stage-resources.ts";

/** How a stage has been doing for the last hour. */
export interface StageHealth {
  /** Those that were called or failed, by name. */
  readonly functions: readonly FunctionHealth[];
  /** Requests to the GraphQL API, and how many failed by its own fault (HTTP 5xx). */
  readonly api: { readonly requests: number; readonly faults: number } | null;
  readonly alarms: readonly RingingAlarm[];
}

export interface FunctionHealth {
  /** The Lambda function without the stage's prefix. */
  readonly name: string;
  readonly calls: number;
  readonly errors: number;
}

const hour = 3600;

/** @param stacks names of the stage's stacks @param prefix `acme-dev` @param apiId of the GraphQL API; null: none */
export async function stageHealth(
  connection: Connection,
  stacks: readonly string[],
  prefix: string,
  apiId: string | null,
): Promise<StageHealth> {
  const resources = (await Promise.all(stacks.map((stack) => stageResources(connection, stack)))).flat();
  const names = idsOf(resources, "AWS::Lambda::Function").toSorted();
  const lambda = (name: string, metric: string): CountedMetric => ({
    namespace: "AWS/Lambda",
    name: metric,
    dimensions: { FunctionName: name },
  });
  const api = (metric: string): CountedMetric => ({
    namespace: "AWS/AppSync",
    name: metric,
    dimensions: { GraphQLAPIId: apiId ?? "" },
  });
  const metrics = [
    ...names.flatMap((name) => [lambda(name, "Invocations"), lambda(name, "Errors")]),
    ...(apiId === null ? [] : [api("Requests"), api("5XXError")]),
  ];
  const [sums, alarms] = await Promise.all([
    metrics.length === 0 ? [] : sumMetrics(connection, metrics, hour),
    ringingAlarms(connection, idsOf(resources, "AWS::CloudWatch::Alarm")),
  ]);
  const functions = names.map((name, position) => ({
    name: name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : name,
    calls: sums[2 * position] ?? 0,
    errors: sums[2 * position + 1] ?? 0,
  }));
  return {
    functions: functions.filter(({ calls, errors }) => calls + errors > 0),
    api:
      apiId === null
        ? null
        : { requests: sums[2 * names.length] ?? 0, faults: sums[2 * names.length + 1] ?? 0 },
    alarms,
  };
}
