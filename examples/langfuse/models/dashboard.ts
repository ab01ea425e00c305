import { belongsTo, hasMany, integer, json, model, oneOf, text } from "plinth";
import { edited } from "../access.ts";

export const Dashboard = model({
  name: text().max(200),
  description: text(),
  definition: json(),
  filters: json().default([]),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
  updatedByUser: belongsTo("User").optional().onDelete("setNull"),
  project: belongsTo("Project").optional().onDelete("cascade"),
  homeOf: hasMany("Project").via("homeDashboard"),
}).access(edited);

export const DashboardWidgetView = oneOf(
  "TRACES",
  "OBSERVATIONS",
  "SCORES_NUMERIC",
  "SCORES_CATEGORICAL",
  "SCORES_BOOLEAN",
);
export const DashboardWidgetChartType = oneOf(
  "LINE_TIME_SERIES",
  "AREA_TIME_SERIES",
  "BAR_TIME_SERIES",
  "HORIZONTAL_BAR",
  "VERTICAL_BAR",
  "PIE",
  "NUMBER",
  "HISTOGRAM",
  "PIVOT_TABLE",
);

export const DashboardWidget = model({
  name: text().max(200),
  description: text(),
  view: DashboardWidgetView,
  dimensions: json(),
  metrics: json(),
  filters: json(),
  chartType: DashboardWidgetChartType,
  chartConfig: json(),
  minVersion: integer().default(1),
  createdByUser: belongsTo("User").optional().onDelete("setNull"),
  updatedByUser: belongsTo("User").optional().onDelete("setNull"),
  project: belongsTo("Project").optional().onDelete("cascade"),
}).access(edited);
