import type { Construct } from "constructs";
import { cloudwatch, Stack } from "../cdk.cjs";
import type { Metric } from "./metrics.ts";

/** One diagram. */
export interface Diagram {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

export interface DashboardProps {
  readonly name: string;
  readonly region: string;
  readonly diagrams: readonly Diagram[];
}

/** CloudWatch draws on a grid of 24 columns: two diagrams a row. */
const width = 12;
const height = 6;

export class Dashboard extends cloudwatch.CfnDashboard {
  constructor(scope: Construct, id: string, { name, region, diagrams }: DashboardProps) {
    const widgets = diagrams.map(({ title, metrics }, position) => ({
      type: "metric",
      x: (position % 2) * width,
      y: Math.floor(position / 2) * height,
      width,
      height,
      properties: {
        title,
        region,
        view: "timeSeries",
        period: 300,
        metrics: metrics.map(({ namespace, name: metric, dimensions, statistic }) => [
          namespace,
          metric,
          ...Object.entries(dimensions).flat(),
          { stat: statistic },
        ]),
      },
    }));
    super(scope, id, {
      dashboardName: name,
      dashboardBody: Stack.of(scope).toJsonString({ start: "-P1D", widgets }),
    });
  }
}
